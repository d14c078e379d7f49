package shop.identity.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.KeycloakSessionUtil;
import shop.identity.queue.Delivery;
import shop.identity.queue.Recipients;
import shop.identity.queue.Sink;
import shop.identity.sealing.SealException;

/**
 * Hands mails to their realms' mail servers, with the settings that the realms have by now.
 *
 * <p>Crash safety: none of its own, and none needed. What was not acknowledged, or whose acknowledgement was not written
 * down any more, is sent again with the same {@code Message-ID}.
 */
final class MailSink implements Sink<QueuedMail> {

    private static final Logger LOG = Logger.getLogger(MailSink.class);

    private final KeycloakSessionFactory sessions;
    private final SmtpClient client;
    private final Recipients<SmtpSettings.Account> servers;
    private final Duration giveUp;
    private final Clock clock;

    /** @param giveUp how long a mail is tried */
    MailSink(
            KeycloakSessionFactory sessions,
            SmtpClient client,
            Recipients<SmtpSettings.Account> servers,
            Duration giveUp,
            Clock clock) {
        this.sessions = sessions;
        this.client = client;
        this.servers = servers;
        this.giveUp = giveUp;
        this.clock = clock;
    }

    @Override
    public List<Delivery> deliver(List<QueuedMail> mails) {
        return mails.stream().map(this::deliver).toList();
    }

    private Delivery deliver(QueuedMail queued) {
        Delivery delivery = tryOnce(queued);
        if (delivery.outcome() == Delivery.Outcome.RETRY) {
            LOG.debugf("Mail %s is tried again later: %s", queued.name(), delivery.reason());
        }
        return delivery;
    }

    /** Only what was tried is given up: staff may want it to be tried once more, however old it is. */
    private Delivery tried(QueuedMail queued, Delivery delivery) {
        boolean isOld = queued.createdAt().plus(giveUp).isBefore(clock.instant());
        return isOld && delivery.outcome() == Delivery.Outcome.RETRY
                ? Delivery.rejected("given up after " + giveUp.toHours() + " hours: " + delivery.reason())
                : delivery;
    }

    /** In a session whose transaction is over before the mail server is spoken to. */
    private Delivery tryOnce(QueuedMail queued) {
        KeycloakSession before = KeycloakSessionUtil.getKeycloakSession();
        try (KeycloakSession session = sessions.create()) {
            KeycloakSessionUtil.setKeycloakSession(session);
            session.getTransactionManager().begin();
            RealmModel realm = session.realms().getRealm(queued.realmId());
            if (realm == null) {
                // The next claim finds it gone.
                return Delivery.retry("the realm is being removed");
            }
            session.getContext().setRealm(realm);
            SmtpSettings settings = new SmtpSettings(realm.getSmtpConfig());
            if (!settings.isComplete()) {
                return tried(queued, Delivery.retry("the realm has no mail server, or no sender's address"));
            }
            String reason = servers.whyNotNow(settings.account());
            if (reason != null) {
                return Delivery.retry(reason);
            }
            Mail mail = MailContent.open(session, realm, queued);
            session.getTransactionManager().commit();
            return tried(queued, client.send(session, settings, queued, mail));
        } catch (SealException e) {
            // Another node may have the key, or will have given it to this one soon.
            return tried(queued, Delivery.retry("the mail cannot be decrypted: " + e.getMessage()));
        } catch (RuntimeException e) {
            // Its message may be about the recipient.
            return tried(queued, Delivery.retry("unexpected " + e.getClass().getName()));
        } finally {
            KeycloakSessionUtil.setKeycloakSession(before);
        }
    }
}
