package shop.identity.request;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The id of a user as it was sent, in a path say. */
public final class SentId {

    /** What Keycloak's ids of users begin with who live in a user store; the store's own follows, and a colon. */
    private static final String ELSEWHERE = "f:";

    private SentId() {}

    /** @return null: there is nobody of that id, whatever else it is */
    public static UserModel user(KeycloakSession session, RealmModel realm, String id) {
        return canBe(id) ? session.users().getUserById(realm, id) : null;
    }

    /** Keycloak fails at half an id of a store, and the database at a character that it cannot keep. */
    static boolean canBe(String id) {
        return id.indexOf('\0') < 0 && (!id.startsWith(ELSEWHERE) || id.indexOf(':', ELSEWHERE.length()) > 0);
    }
}
