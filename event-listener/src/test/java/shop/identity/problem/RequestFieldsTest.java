package shop.identity.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("CD-2")
class RequestFieldsTest {

    private static RequestFields body(String json) {
        return RequestFields.ofBody(json.getBytes(StandardCharsets.UTF_8));
    }

    /** What a request with these fields is refused with. */
    private static String refusal(RequestFields fields) {
        Refusal refusal = catchThrowableOfType(Refusal.class, fields::refuseOthers);
        return refusal == null ? "" : (String) refusal.getResponse().getEntity();
    }

    @Test
    void texts() {
        RequestFields fields = body("{\"lines\": [\"one\", \"\", \"three\"], \"none\": [], \"absent\": null}");

        assertThat(fields.texts("lines")).hasValue(List.of("one", "", "three"));
        assertThat(fields.texts("none")).hasValue(List.of());
        assertThat(fields.texts("absent")).isEmpty();
        assertThat(fields.texts("unheard-of")).isEmpty();
        assertThat(refusal(fields)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"one\"", "1", "true", "{}", "{\"a\": \"b\"}", "[1]", "[null]", "[[\"a\"]]", "[\"a\", {}]"})
    void noTexts(String value) {
        RequestFields fields = body("{\"lines\": " + value + "}");

        assertThat(fields.texts("lines")).isEmpty();
        assertThat(refusal(fields)).contains("lines: has to be a list of texts");
    }

    @Test
    void flags() {
        RequestFields fields = body("{\"on\": true, \"off\": false, \"absent\": null}");

        assertThat(fields.flag("on")).hasValue(true);
        assertThat(fields.flag("off")).hasValue(false);
        assertThat(fields.flag("absent")).isEmpty();
        assertThat(refusal(fields)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "0", "{}", "[]", "[true]"})
    void noFlag(String value) {
        RequestFields fields = body("{\"on\": " + value + "}");

        assertThat(fields.flag("on")).isEmpty();
        assertThat(refusal(fields)).contains("on: has to be true or false");
    }

    @Test
    void aPatchReplacesAndTakesAwayAndLeavesTheRest() {
        Map<String, com.fasterxml.jackson.databind.JsonNode> present =
                Map.of("a", TextNode.valueOf("old"), "b", TextNode.valueOf("old"), "c", BooleanNode.TRUE);

        RequestFields fields =
                RequestFields.ofPatch("{\"a\": \"new\", \"b\": null}".getBytes(StandardCharsets.UTF_8), present);

        assertThat(fields.text("a")).hasValue("new");
        assertThat(fields.has("b")).isFalse();
        assertThat(fields.text("b")).isEmpty();
        assertThat(fields.flag("c")).hasValue(true);
        assertThat(refusal(fields)).isEmpty();
    }

    @Test
    void whatAPatchNamesAndNobodyAskedForIsRefused() {
        RequestFields fields = RequestFields.ofPatch("{\"colour\": 1}".getBytes(StandardCharsets.UTF_8), Map.of());

        assertThat(refusal(fields)).contains("colour: is no field of this request");
    }
}
