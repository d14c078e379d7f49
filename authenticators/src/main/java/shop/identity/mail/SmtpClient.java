package shop.identity.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailAuthenticator;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import shop.identity.queue.Delivery;
import shop.identity.queue.Recipients;

/** One conversation with a mail server per mail, as Keycloak's own sender holds it. */
final class SmtpClient {

    private static final Logger LOG = Logger.getLogger(SmtpClient.class);

    private final Map<EmailAuthenticator.AuthenticatorType, EmailAuthenticator> authenticators;
    private final Recipients<SmtpSettings.Account> servers;

    /** @param authenticators Keycloak's own */
    SmtpClient(
            Map<EmailAuthenticator.AuthenticatorType, EmailAuthenticator> authenticators,
            Recipients<SmtpSettings.Account> servers) {
        this.authenticators = authenticators;
        this.servers = servers;
    }

    /** @param keycloak gives secrets, trust and tokens; in the context of the realm, without a transaction */
    Delivery send(KeycloakSession keycloak, SmtpSettings settings, QueuedMail queued, Mail mail) {
        SmtpMessage message;
        InternetAddress recipient;
        Session session;
        try {
            String from = MailAddress.checked(settings.get("from"), settings.settings(), "sender");
            session = settings.session(keycloak, from);
            message = SmtpMessage.of(session, settings, from, queued, mail);
            recipient = new InternetAddress(mail.to());
        } catch (EmailException | MessagingException e) {
            return Delivery.retry("an address in the realm's settings of the mail server is not valid");
        }
        try (Conversation conversation = new Conversation(session)) {
            try {
                authenticators
                        .get(settings.authentication())
                        .connect(keycloak, settings.settings(), conversation.transport());
            } catch (EmailException | RuntimeException e) {
                String reason = SmtpFailure.whileConnecting(e);
                servers.isAway(settings.account(), reason);
                return Delivery.retry(reason);
            }
            servers.isThere(settings.account());
            conversation.transport().sendMessage(message, new InternetAddress[] {recipient});
            return Delivery.delivered();
        } catch (MessagingException e) {
            return SmtpFailure.whileSending(e);
        }
    }

    /** Its end may fail: what was acknowledged before stays acknowledged. */
    private record Conversation(Transport transport) implements AutoCloseable {

        Conversation(Session session) throws MessagingException {
            this(session.getTransport("smtp"));
        }

        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException e) {
                LOG.debug("the mail server did not say goodbye");
            }
        }
    }
}
