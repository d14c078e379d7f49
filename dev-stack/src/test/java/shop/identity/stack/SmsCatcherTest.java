package shop.identity.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmsCatcherTest {

    private MailCatcher mail;
    private Http http;

    @BeforeEach
    void start() {
        Ports ports = Ports.free();
        mail = new MailCatcher(ports.smtp(), ports.mailUi());
        mail.start();
        http = new Http(mail.url());
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    private HttpResponse<String> post(String id, String text) throws Exception {
        return http.send(
                "POST",
                "/sms",
                "{\"to\": \"+4915112345678\", \"text\": \"" + text + "\", \"id\": \"" + id + "\"}",
                "Authorization",
                "Bearer " + SmsCatcher.TOKEN,
                "Idempotency-Key",
                id);
    }

    @Test
    void showsMessagesToPeopleAndAsJson() throws Exception {
        assertThat(post("1", "<b>first").statusCode()).isEqualTo(202);
        post("2", "second");

        assertThat(http.get("/sms").body()).contains("&lt;b&gt;first", "second", "+4915112345678");
        assertThat(http.get("/api/sms").body()).startsWith("[{\"id\":\"2\"").contains("<b>first");
    }

    @Test
    void takesAKeyOnceAlsoWhenItsAnswerWasLost() throws Exception {
        http.send("PUT", "/sms/faults", "{\"status\": 503, \"taken\": true, \"times\": 1}");

        assertThat(post("1", "text").statusCode()).isEqualTo(503);
        assertThat(post("1", "text").statusCode()).isEqualTo(202);

        assertThat(mail.sms().messages()).hasSize(1);
        assertThat(mail.sms().requests())
                .extracting(ReceivedRequest::idempotencyKey)
                .containsExactly("1", "1");
    }

    @Test
    void refusesAsItIsToldTo() throws Exception {
        http.send("PUT", "/sms/faults", "{\"status\": 429, \"times\": 1}");

        assertThat(post("1", "text").statusCode()).isEqualTo(429);
        assertThat(mail.sms().messages()).isEmpty();
        assertThat(http.send("POST", "/sms", "{}").statusCode()).isEqualTo(401);
    }
}
