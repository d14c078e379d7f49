package shop.identity.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;

/** What something writes. */
final class Written {

    private static final JsonMapper JSON = new JsonMapper();

    /** Writes one value. */
    @FunctionalInterface
    interface Value {
        void write(Json to) throws Exception;
    }

    private Written() {}

    static String by(Value value) {
        StringWriter written = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(written)) {
            value.write(new Json(json));
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError("not written", e);
        }
        return written.toString();
    }
}
