package shop.identity.sms;

import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.KeycloakSessionUtil;
import shop.identity.queue.Delivery;
import shop.identity.queue.Sink;
import shop.identity.sealing.Seal;
import shop.identity.sealing.SealException;

/** Hands messages to the gateway, but for those that have become of no use: a code that came late would only confuse. */
final class SmsSink implements Sink<QueuedSms> {

    private final KeycloakSessionFactory sessions;

    SmsSink(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<Delivery> deliver(List<QueuedSms> messages) {
        return messages.stream().map(this::deliver).toList();
    }

    private Delivery deliver(QueuedSms queued) {
        return queued.isExpired() ? Delivery.rejected("given up: its code has expired") : send(queued);
    }

    /** In a session whose transaction is over before the gateway is spoken to. */
    private Delivery send(QueuedSms queued) {
        KeycloakSession before = KeycloakSessionUtil.getKeycloakSession();
        try (KeycloakSession session = sessions.create()) {
            KeycloakSessionUtil.setKeycloakSession(session);
            session.getTransactionManager().begin();
            RealmModel realm = session.realms().getRealm(queued.realmId());
            SmsSender sender = Gateway.of(session);
            if (realm == null || sender == null) {
                return Delivery.retry(realm == null ? "the realm is being removed" : "there is no sender");
            }
            session.getContext().setRealm(realm);
            SmsMessage message = open(session, realm, queued);
            String name = realm.getName();
            session.getTransactionManager().commit();
            return sender.send(name, message);
        } catch (SealException e) {
            // Another node may have the key, or will have given it to this one soon.
            return Delivery.retry("the message cannot be decrypted: " + e.getMessage());
        } catch (RuntimeException e) {
            // Its message may be about the recipient.
            return Delivery.retry("unexpected " + e.getClass().getName());
        } finally {
            KeycloakSessionUtil.setKeycloakSession(before);
        }
    }

    private static SmsMessage open(KeycloakSession session, RealmModel realm, QueuedSms queued) {
        SmsContent content = SmsContent.of(Seal.of(session)
                .open(
                        realm,
                        DatabaseSmsQueue.PURPOSE,
                        queued.content(),
                        queued.id().toString()));
        return new SmsMessage(queued.id(), content.to(), content.text());
    }
}
