package shop.identity.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

@Tag("GD-8")
class DocumentTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Subject SUBJECT =
            new Subject(null, answering(RealmModel.class, "shop"), answering(UserModel.class, "4711"));

    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
    }

    @Test
    void whoseItIsAndThenPartByPart() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document(
                List.of((subject, to) -> to.text("first", "1"), (subject, to) -> to.texts("second", List.of("a"))));
        document.write(SUBJECT, NOW, out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"schema\":\"urn:shop-identity:schema:customer-export:1\",\"version\":1,"
                        + "\"exportedAt\":\"2026-11-29T12:00:00Z\",\"realm\":\"shop\",\"customerId\":\"4711\","
                        + "\"first\":\"1\",\"second\":[\"a\"]}");
    }

    /** Whoever gets half of it must not take it for the whole. */
    @Test
    void whatBreaksOffIsNoJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document(List.of((subject, to) -> {
            to.to().writeArrayFieldStart("events");
            throw new IOException("gone");
        }));

        assertThatIOException().isThrownBy(() -> document.write(SUBJECT, NOW, out));
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\"events\":[");
    }

    /** It reaches its reader while it is written. */
    @Test
    void nothingIsKept() throws IOException {
        long[] most = {0, 0};
        OutputStream out = new OutputStream() {

            @Override
            public void write(int one) {
                most[1]++;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                most[0] = Math.max(most[0], length);
                most[1] += length;
            }
        };
        Document document = new Document(List.of((subject, to) -> to.list("events", () -> {
            for (int i = 0; i < 100_000; i++) {
                to.to().writeString("an event of some length, with its details");
            }
        })));
        document.write(SUBJECT, NOW, out);

        assertThat(most[1]).isGreaterThan(4_000_000);
        assertThat(most[0]).isLessThan(64 * 1024);
    }
}
