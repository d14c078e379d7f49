package shop.identity.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GD-8")
class JsonTest {

    private static String object(Written.Value entries) {
        return Written.by(to -> {
            to.to().writeStartObject();
            entries.write(to);
            to.to().writeEndObject();
        });
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThat(object(to -> to.text("email", null))).isEqualTo("{\"email\":null}");
        assertThat(object(to -> to.time("at", null))).isEqualTo("{\"at\":null}");
        assertThat(object(to -> to.millis("at", null))).isEqualTo("{\"at\":null}");
        assertThat(object(to -> to.millis("at", 0L)))
                .as("Keycloak's way to say never")
                .isEqualTo("{\"at\":null}");
    }

    @Test
    void timesAreUtcToTheMillisecond() {
        assertThat(object(to -> to.time("at", Instant.parse("2026-11-29T12:00:00.123456Z"))))
                .isEqualTo("{\"at\":\"2026-11-29T12:00:00.123Z\"}");
        assertThat(object(to -> to.millis("at", 1L))).isEqualTo("{\"at\":\"1970-01-01T00:00:00.001Z\"}");
        assertThat(object(to -> to.seconds("at", 60))).isEqualTo("{\"at\":\"1970-01-01T00:01:00Z\"}");
    }

    @Test
    void listsOfTextsAndOfObjects() {
        assertThat(object(to -> to.texts("groups", Stream.of("/b", "/a")))).isEqualTo("{\"groups\":[\"/a\",\"/b\"]}");
        assertThat(object(to -> to.texts("colours", List.of("red", "blue"))))
                .as("an attribute's values in their order")
                .isEqualTo("{\"colours\":[\"red\",\"blue\"]}");
        assertThat(object(to -> to.objects("all", Stream.of("x", "y"), one -> to.text("is", one))))
                .isEqualTo("{\"all\":[{\"is\":\"x\"},{\"is\":\"y\"}]}");
    }
}
