package shop.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.net.SocketTimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.email.EmailException;
import shop.identity.queue.Delivery;

@Tag("ML-1")
class SmtpFailureTest {

    private final InternetAddress address = address();

    private static InternetAddress address() {
        try {
            return new InternetAddress("ada@example.org");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"550,REJECTED", "553,REJECTED", "450,RETRY", "421,RETRY"})
    void refusedRecipient(int code, Delivery.Outcome outcome) {
        MessagingException refused = new SMTPAddressFailedException(
                address, "RCPT TO:<ada@example.org>", code, code + " <ada@example.org> unknown");
        Delivery delivery = SmtpFailure.whileSending(new SendFailedException("Invalid Addresses", refused));

        assertThat(delivery.outcome()).isEqualTo(outcome);
        assertThat(delivery.reason()).isEqualTo("the mail server refuses the recipient, SMTP " + code);
    }

    @ParameterizedTest
    @CsvSource({"554,REJECTED", "451,RETRY"})
    void refusedMail(int code, Delivery.Outcome outcome) {
        Delivery delivery = SmtpFailure.whileSending(
                new SMTPSendFailedException("DATA", code, "no, ada@example.org", null, null, null, null));

        assertThat(delivery.outcome()).isEqualTo(outcome);
        assertThat(delivery.reason()).isEqualTo("the mail server refuses the mail, SMTP " + code);
    }

    /** The realm's settings are wrong, and may be mended: no mail's fault. */
    @Test
    void refusedSender() {
        MessagingException refused = new SMTPSenderFailedException(address, "MAIL FROM", 550, "no, ada@example.org");

        assertThat(SmtpFailure.whileSending(
                        new SMTPSendFailedException("MAIL FROM", 550, "no", refused, null, null, null)))
                .isEqualTo(Delivery.retry("the mail server refuses the sender, SMTP 550"));
    }

    @Test
    void senderWhoHasToLogIn() {
        assertThat(SmtpFailure.whileSending(new SMTPSendFailedException(
                        "MAIL FROM:<ada@example.org>", 530, "log in first", null, null, null, null)))
                .isEqualTo(Delivery.retry("the mail server refuses the sender, SMTP 530"));
    }

    @Test
    void brokenConnection() {
        assertThat(SmtpFailure.whileSending(
                        new MessagingException("ada@example.org", new SocketTimeoutException("Read timed out"))))
                .isEqualTo(Delivery.retry("the connection to the mail server broke off"));
    }

    @Test
    void connecting() {
        assertThat(SmtpFailure.whileConnecting(
                        new EmailException("failed", new AuthenticationFailedException("535 ada@example.org"))))
                .isEqualTo("the mail server refuses the credentials");
        assertThat(SmtpFailure.whileConnecting(new EmailException("failed", new MessagingException("no route"))))
                .isEqualTo("the mail server cannot be reached");
    }
}
