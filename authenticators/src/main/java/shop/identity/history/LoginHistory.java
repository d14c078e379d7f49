package shop.identity.history;

import jakarta.persistence.EntityManager;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.LoginWay;
import shop.identity.limits.Network;
import shop.identity.server.BeforeCommit;
import shop.identity.server.KeycloakTransactions;

/**
 * Keeps each login of a customer. Keycloak's event is taken for who and how alone; the row is written just before the
 * login's own commit: a login that is rolled back is none, and one that cannot be kept is rolled back. Within the event
 * Keycloak would swallow what goes wrong, and the login would be in no history.
 *
 * <p>{@link shop.identity.queue.DurableCommit} is not demanded: what a crash of the database takes of the logins, it takes of
 * their sessions too.
 */
final class LoginHistory implements EventListenerProvider {

    private final KeycloakSession session;
    private final LoginTable table;

    LoginHistory(KeycloakSession session, LoginTable table) {
        this.session = session;
        this.table = table;
    }

    @Override
    public void onEvent(Event event) {
        boolean isOfInterest = event.getType() == EventType.LOGIN || event.getType() == EventType.LOGOUT;
        if (isOfInterest && event.getUserId() != null && event.getSessionId() != null) {
            try {
                happened(event);
            } catch (RuntimeException e) {
                beforeCommit(() -> {
                    throw e;
                });
            }
        }
    }

    private void happened(Event event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm == null || !CustomerRealm.takesPart(realm) || !isCustomer(realm, event.getUserId())) {
            return;
        }
        if (event.getType() == EventType.LOGIN) {
            loggedIn(realm, event);
        } else {
            CustomerFacts.tell(session, realm, event.getUserId(), new CustomerFact.LoggedOut());
        }
    }

    /** Neither a client's service account nor somebody whom Keycloak forgets with the session. */
    private boolean isCustomer(RealmModel realm, String userId) {
        if (LightweightUserAdapter.isLightweightUser(userId)) {
            return false;
        }
        UserModel user = session.users().getUserById(realm, userId);
        return user != null && user.getServiceAccountClientLink() == null;
    }

    private void loggedIn(RealmModel realm, Event event) {
        // Keycloak goes on to use the event for others.
        String userId = event.getUserId();
        String sessionId = event.getSessionId();
        CustomerFact.LoggedIn login = loginOf(event);
        String network = Network.of(session.getContext().getConnection());
        // Asked for now: at the commit nothing joins the transaction any more.
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        beforeCommit(() -> {
            if (!new SignedInAlready(session, realm).isSo(sessionId, login.client())) {
                // What else the login changes is locked first, as in any other transaction that has both.
                entities.flush();
                KeycloakTransactions.within(session, connection -> {
                    table.keep(connection, realm.getId(), userId, network, login);
                    return null;
                });
                CustomerFacts.tell(session, realm, userId, login);
            }
        });
    }

    private static CustomerFact.LoggedIn loginOf(Event event) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        if (OAuth2Constants.PASSWORD.equals(details.get(Details.GRANT_TYPE))) {
            return new CustomerFact.LoggedIn(LoginWay.DIRECT_GRANT, null, event.getClientId());
        }
        String provider = details.get(Details.IDENTITY_PROVIDER);
        return new CustomerFact.LoggedIn(
                provider == null ? LoginWay.FORM : LoginWay.IDENTITY_PROVIDER, provider, event.getClientId());
    }

    private void beforeCommit(Runnable work) {
        session.getTransactionManager().enlistPrepare(new BeforeCommit(work));
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}
}
