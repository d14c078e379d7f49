package shop.identity.sms;

import java.time.Duration;
import java.util.UUID;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;

/** Takes text messages in the transaction that causes them, and has them sent after its commit. */
public interface SmsQueue extends Provider {

    /**
     * @param id   of the message; also of the token whose code it carries, if it carries one: a code that was used or
     *             replaced is not sent
     * @param to   the number, in E.164
     * @param life after which it is of no use, and not sent any more
     */
    void add(RealmModel realm, UserModel user, UUID id, String to, String text, Duration life);
}
