package shop.identity.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("CD-6")
class KeptAnswerTest {

    /** Of any kind. */
    record Thing(String name, String nothing) {}

    private static String text(Response response) {
        return new String((byte[]) response.getEntity(), StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerComesBackAsItWas() {
        Response first = Response.created(URI.create("https://shop.example.com/things/1"))
                .tag("7")
                .entity(new Thing("Ding", null))
                .build();

        Response again = KeptAnswer.of(first).response();

        assertThat(again.getStatus()).isEqualTo(201);
        assertThat(again.getLocation()).isEqualTo(first.getLocation());
        assertThat(again.getEntityTag()).isEqualTo(first.getEntityTag());
        assertThat(again.getMediaType()).isEqualTo(MediaType.APPLICATION_JSON_TYPE);
        assertThat(again.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(text(again)).isEqualTo("{\"name\":\"Ding\"}");
    }

    @Test
    void aTextIsNoJson() {
        Response again = KeptAnswer.of(
                        Response.ok("Düng").type(MediaType.TEXT_PLAIN_TYPE).build())
                .response();

        assertThat(again.getMediaType()).isEqualTo(MediaType.TEXT_PLAIN_TYPE);
        assertThat(text(again)).isEqualTo("Düng");
    }

    @Test
    void nothingStaysNothing() {
        Response again = KeptAnswer.of(Response.noContent().build()).response();

        assertThat(again.getStatus()).isEqualTo(204);
        assertThat(again.hasEntity()).isFalse();
        assertThat(again.getMediaType()).isNull();
    }
}
