package shop.identity.mail;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.storage.StorageId;
import org.keycloak.util.JsonSerialization;
import shop.identity.customer.CustomerRealm;
import shop.identity.outbox.EventIds;
import shop.identity.sealing.Seal;
import shop.identity.sealing.Sealed;
import shop.identity.server.AfterCommit;
import shop.identity.server.KeycloakTransactions;

/**
 * In a realm that takes part, mails are queued in the transaction that causes them, and sent after its commit. Elsewhere
 * Keycloak's own sender sends them at once, as ever; also where the mail is to go by other settings than the realm's.
 */
final class QueuingMailSender implements EmailSenderProvider {

    /** Keycloak's own. */
    static final String AT_ONCE = "default";

    /** What mails are sealed for. */
    static final String PURPOSE = "mail";

    private static final int LONGEST_KIND = 64;

    private final KeycloakSession session;
    private final MailQueue queue;
    private final Runnable wakeWorker;
    private final EventIds ids = new EventIds();

    QueuingMailSender(KeycloakSession session, MailQueue queue, Runnable wakeWorker) {
        this.session = session;
        this.queue = queue;
        this.wakeWorker = wakeWorker;
    }

    @Override
    public void send(Map<String, String> smtp, UserModel user, String subject, String text, String html)
            throws EmailException {
        send(session.getContext().getRealm(), smtp, user, new Mail(user.getEmail(), subject, text, html), null);
    }

    @Override
    public void send(Map<String, String> smtp, String address, String subject, String text, String html)
            throws EmailException {
        send(session.getContext().getRealm(), smtp, null, new Mail(address, subject, text, html), null);
    }

    /**
     * @param user whose removal removes the mail; null when that is nobody's
     * @param kind the mail's template, null when there is none
     */
    void send(RealmModel realm, Map<String, String> smtp, UserModel user, Mail mail, String kind)
            throws EmailException {
        if (mail.to() == null) {
            throw new EmailException("No email address configured for the user");
        }
        if (!isQueued(realm, smtp)) {
            session.getProvider(EmailSenderProvider.class, AT_ONCE)
                    .send(smtp, mail.to(), mail.subject(), mail.text(), mail.html());
            return;
        }
        Mail checked =
                new Mail(MailAddress.checked(mail.to(), smtp, "recipient"), mail.subject(), mail.text(), mail.html());
        enqueue(realm, idOf(realm, user), checked, kind);
    }

    /** What waits is sent with the settings that the realm has then. */
    private static boolean isQueued(RealmModel realm, Map<String, String> smtp) {
        return realm != null && CustomerRealm.takesPart(realm) && smtp.equals(realm.getSmtpConfig());
    }

    /** @return null for somebody who is no user that is kept, such as one who is invited */
    private String idOf(RealmModel realm, UserModel user) {
        if (user == null || user.getId() == null || LightweightUserAdapter.isLightweightUser(user)) {
            return null;
        }
        boolean isKnown =
                !StorageId.isLocalStorage(user.getId()) || session.users().getUserById(realm, user.getId()) != null;
        return isKnown ? user.getId() : null;
    }

    private void enqueue(RealmModel realm, String userId, Mail mail, String kind) throws EmailException {
        Instant now = Instant.now();
        UUID id = ids.next(now);
        Sealed content = Seal.of(session).seal(realm, PURPOSE, bytes(mail), id.toString());
        String known = kind == null || kind.length() <= LONGEST_KIND ? kind : kind.substring(0, LONGEST_KIND);
        KeycloakTransactions.within(session, connection -> {
            queue.add(connection, new QueuedMail(id, realm.getId(), userId, known, content, now));
            return null;
        });
        session.getTransactionManager().enlistAfterCompletion(new AfterCommit(wakeWorker));
    }

    private static byte[] bytes(Mail mail) throws EmailException {
        try {
            return JsonSerialization.writeValueAsBytes(mail);
        } catch (IOException e) {
            throw new EmailException("The mail cannot be written down");
        }
    }

    @Override
    public void validate(Map<String, String> smtp) throws EmailException {
        session.getProvider(EmailSenderProvider.class, AT_ONCE).validate(smtp);
    }

    @Override
    public void close() {}
}
