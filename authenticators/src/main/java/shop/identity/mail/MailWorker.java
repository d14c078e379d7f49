package shop.identity.mail;

import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.keycloak.ServerStartupError;
import org.keycloak.email.DefaultEmailSenderProviderFactory;
import org.keycloak.email.EmailAuthenticator;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.metrics.DeliveredCount;
import shop.identity.metrics.NodeWorker;
import shop.identity.queue.Backoff;
import shop.identity.queue.Recipients;
import shop.identity.queue.Transactions;
import shop.identity.queue.Turns;
import shop.identity.queue.WorkerSettings;

/** This node's part in sending mails, and what it tells of the queue at {@code /metrics}. */
final class MailWorker extends NodeWorker<QueuedMail> {

    /**
     * One mail per turn, so that each is written down as sent right after the mail server took it. Several turns at a time:
     * most of them wait for a mail server. Each of them looks for itself, so an idle node looks several times a second.
     */
    private static final WorkerSettings SETTINGS = new WorkerSettings(
            8,
            1,
            1,
            1,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5)));

    MailWorker(KeycloakSessionFactory sessions, Transactions transactions, MailQueue queue, MailOptions options) {
        super(
                MailQueue.NAME,
                new DeliveredCount<>(
                        Metrics.globalRegistry,
                        "shop.mail.sent",
                        "Mails that a mail server took, repeated ones among them"),
                transactions,
                options.works(),
                observer -> new Turns<>(
                        "Mail",
                        queue.entries(),
                        queue.mails(),
                        sink(sessions, options.giveUp()),
                        transactions,
                        SETTINGS,
                        observer));
    }

    private static MailSink sink(KeycloakSessionFactory sessions, Duration giveUp) {
        Clock clock = Clock.systemUTC();
        Recipients<SmtpSettings.Account> servers = new Recipients<>("Mails", clock);
        return new MailSink(sessions, new SmtpClient(authenticators(sessions), servers), servers, giveUp, clock);
    }

    private static Map<EmailAuthenticator.AuthenticatorType, EmailAuthenticator> authenticators(
            KeycloakSessionFactory sessions) {
        if (sessions.getProviderFactory(EmailSenderProvider.class, QueuingMailSender.AT_ONCE)
                instanceof DefaultEmailSenderProviderFactory stock) {
            return stock.getEmailAuthenticators();
        }
        throw new ServerStartupError(MailSenderFactory.ID + ": needs Keycloak's own e-mail sender, too", false);
    }
}
