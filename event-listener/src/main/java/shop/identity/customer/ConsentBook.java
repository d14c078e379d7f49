package shop.identity.customer;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/**
 * What customers agreed to, for whoever has to know: a log that is only ever added to, in which the newest entry of a kind
 * counts. In the transaction of the session at hand. It goes with the customer.
 */
public interface ConsentBook extends Provider {

    void append(RealmModel realm, String userId, ConsentDecision decision);

    /** Whether the newest decision of this kind is a yes. Nobody has given what was never asked for. */
    boolean isGiven(RealmModel realm, String userId, ConsentKind kind);

    /** The same on a server that may have no such book: then nobody gave anything. */
    static boolean isGiven(KeycloakSession session, RealmModel realm, String userId, ConsentKind kind) {
        ConsentBook book = session.getProvider(ConsentBook.class);
        return book != null && book.isGiven(realm, userId, kind);
    }
}
