package shop.identity.mail;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.sealing.SealException;
import shop.identity.server.KeycloakTransactions;
import shop.identity.traces.KnownAs;

/**
 * Mails that wait to be sent to a customer, dead letters among them. Which and since when is handed out, and not what they say:
 * there are links in them that set a new password.
 */
record MailData(KeycloakSession session, MailQueue queue) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        List<MailTable.Waiting> waiting = KeycloakTransactions.within(
                session, connection -> queue.mails().waitingFor(connection, realm.getId(), userId));
        to.writeStartArray();
        for (MailTable.Waiting mail : waiting) {
            to.writeStartObject();
            to.writeStringField("kind", mail.kind());
            to.writeStringField("queuedAt", mail.since().toString());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    /** Also those to the customer's address which nobody knew to be the customer's, such as an invitation. */
    @Override
    public void erase(RealmModel realm, String userId) {
        Set<String> addresses = KnownAs.of(session, realm, userId).addresses();
        KeycloakTransactions.durably(session, connection -> {
            queue.forgetUser(connection, realm.getId(), userId);
            List<UUID> toTheAddress = queue.mails().ofNobody(connection, realm.getId()).stream()
                    .filter(mail -> isTo(realm, mail, addresses))
                    .map(QueuedMail::id)
                    .toList();
            queue.remove(connection, toTheAddress);
            return null;
        });
    }

    /** What cannot be opened any more says nothing about anybody. */
    private boolean isTo(RealmModel realm, QueuedMail queued, Set<String> addresses) {
        try {
            String to = MailContent.open(session, realm, queued).to();
            return addresses.contains(to.strip().toLowerCase(Locale.ROOT));
        } catch (SealException e) {
            return false;
        }
    }
}
