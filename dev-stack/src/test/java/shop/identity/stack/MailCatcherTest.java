package shop.identity.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailCatcherTest {

    private Ports ports;
    private MailCatcher mail;
    private Http http;

    @BeforeEach
    void start() {
        ports = Ports.free();
        mail = new MailCatcher(ports.smtp(), ports.mailUi());
        mail.start();
        http = new Http(mail.url());
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    @Test
    void showsMailsAsJsonNewestFirst() throws Exception {
        send("Xin chào", "Hello <b>", "<p>Hello</p>", "ada@example.org", "bob@example.org");
        send("Second", "Again", "<p>Again</p>", "ada@example.org");

        JsonNode mails = new ObjectMapper().readTree(http.get("/api/messages").body());

        assertThat(mails).hasSize(2);
        assertThat(mails.get(0).get("subject").asText()).isEqualTo("Second");
        JsonNode first = mails.get(1);
        assertThat(first.get("subject").asText()).isEqualTo("Xin chào");
        assertThat(first.get("from").asText()).isEqualTo("shop@example.org");
        assertThat(first.get("to"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("ada@example.org", "bob@example.org");
        assertThat(first.get("text").asText()).isEqualTo("Hello <b>");
        assertThat(first.get("html").asText()).isEqualTo("<p>Hello</p>");
        assertThat(first.hasNonNull("id")).isTrue();
        assertThat(first.get("messageId").asText()).startsWith("<").endsWith(">");
        assertThat(first.hasNonNull("receivedAt")).isTrue();
    }

    @Test
    void findsTheMailsToAnAddress() throws Exception {
        send("One", "1", "1", "ada@example.org", "bob@example.org");
        send("Two", "2", "2", "bob@example.org");

        assertThat(mail.messagesTo("ADA@example.org"))
                .extracting(CaughtMail::subject)
                .containsExactly("One");
        assertThat(mail.messagesTo("bob@example.org"))
                .extracting(CaughtMail::subject)
                .containsExactly("Two", "One");
    }

    @Test
    void pagesShowNoMarkupOfTheMailAsTheirOwn() throws Exception {
        send("<script>alert(1)</script>", "text <i>", "<script>alert(2)</script>", "ada@example.org");
        String id = mail.messages().get(0).id();

        assertThat(http.get("/").body()).doesNotContain("<script>").contains("&lt;script&gt;alert(1)");
        assertThat(http.get("/messages/" + id).body())
                .doesNotContain("<script>")
                .contains("text &lt;i&gt;", "sandbox=");
        assertThat(http.get("/messages/999").statusCode()).isEqualTo(404);
    }

    @Test
    void forgets() throws Exception {
        send("One", "1", "1", "ada@example.org");

        assertThat(http.send("DELETE", "/api/messages", "").statusCode()).isEqualTo(204);

        assertThat(http.get("/api/messages").body()).isEqualTo("[]");
    }

    @Test
    void refusesOneRecipientAsOftenAsItIsToldTo() throws Exception {
        http.send("PUT", "/faults", "{\"status\": 550, \"recipient\": \"ada@example.org\", \"times\": 1}");

        assertThatThrownBy(() -> send("No", "1", "1", "ada@example.org"))
                .hasStackTraceContaining("550")
                .hasStackTraceContaining("ada@example.org");
        send("Other", "1", "1", "bob@example.org");
        send("Yes", "1", "1", "ada@example.org");

        assertThat(mail.messages()).extracting(CaughtMail::subject).containsExactly("Yes", "Other");
    }

    @Test
    void acknowledgesLateWhatItIsToldTo() throws Exception {
        mail.setFault(MailFault.delay(300));
        long before = System.nanoTime();

        send("Late", "1", "1", "ada@example.org");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(mail.messages()).hasSize(1);
    }

    @Test
    void isAwayUntilItIsThereAgain() throws Exception {
        http.send("PUT", "/faults", "{\"down\": true}");
        assertThatThrownBy(() -> send("No", "1", "1", "ada@example.org")).isInstanceOf(MessagingException.class);
        assertThat(http.get("/faults").body()).contains("true");

        http.send("DELETE", "/faults", "");
        send("Yes", "1", "1", "ada@example.org");

        assertThat(mail.messages()).extracting(CaughtMail::subject).containsExactly("Yes");
    }

    private void send(String subject, String text, String html, String... recipients) throws Exception {
        Properties smtp = new Properties();
        smtp.put("mail.smtp.host", "127.0.0.1");
        smtp.put("mail.smtp.port", Integer.toString(ports.smtp()));
        MimeMessage message = new MimeMessage(Session.getInstance(smtp));
        message.setFrom(new InternetAddress("shop@example.org"));
        for (String recipient : recipients) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setContent(html, "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }
}
