package shop.identity.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import shop.identity.remote.RemoteData;

/**
 * All that is held about a customer, as JSON of a published form. It is written as it is read: neither is it in memory as a
 * whole, nor is a part of it that may be large.
 *
 * <p>Each part is as it was when it was read: what changes meanwhile may be in one part and not in another.
 */
final class Document {

    /** {@code docs/schemas/customer-export-1.json}. Fields may come; what is there stays as it is until the version changes. */
    static final int VERSION = 1;

    private static final String SCHEMA = "urn:shop-identity:schema:customer-export:" + VERSION;

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Section> sections;

    static Document of(RemoteData remote) {
        return new Document(List.of(
                new AccountSection(),
                new SessionsSection(),
                new EventsSection(),
                new PartsSection(),
                new RemoteSection(remote)));
    }

    Document(List<Section> sections) {
        this.sections = List.copyOf(sections);
    }

    /** @throws IOException whoever reads it went away */
    void write(Subject subject, Instant now, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            // What breaks off has to look broken.
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            Json to = new Json(json);
            to.object(() -> {
                to.text("schema", SCHEMA);
                json.writeNumberField("version", VERSION);
                to.time("exportedAt", now);
                to.text("realm", subject.realm().getName());
                to.text("customerId", subject.customer().getId());
                for (Section section : sections) {
                    section.write(subject, to);
                }
            });
        }
    }
}
