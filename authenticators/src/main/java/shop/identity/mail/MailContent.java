package shop.identity.mail;

import java.io.IOException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;
import shop.identity.sealing.Seal;

/** What of a mail is sealed. */
final class MailContent {

    private MailContent() {}

    /** @throws shop.identity.sealing.SealException when the key is gone, or anything is not as it was */
    static Mail open(KeycloakSession session, RealmModel realm, QueuedMail queued) {
        byte[] opened = Seal.of(session)
                .open(
                        realm,
                        QueuingMailSender.PURPOSE,
                        queued.content(),
                        queued.id().toString());
        try {
            return JsonSerialization.readValue(opened, Mail.class);
        } catch (IOException e) {
            throw new IllegalStateException("a mail of another form");
        }
    }
}
