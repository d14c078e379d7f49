package shop.identity.logout;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.http.client.HttpClient;
import org.jboss.logging.Logger;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.KeycloakSessionUtil;
import shop.identity.link.Links;
import shop.identity.queue.Delivery;
import shop.identity.queue.Recipients;
import shop.identity.queue.Sink;

/**
 * Tells applications of logouts, at the addresses that they have by now.
 *
 * <p>Crash safety: none of its own, and none needed. What was not answered, or whose answer was not written down any more,
 * is told again: to an application a session that is over already is a success.
 */
final class LogoutSink implements Sink<QueuedLogout> {

    private static final Logger LOG = Logger.getLogger(LogoutSink.class);

    private final KeycloakSessionFactory sessions;
    private final LogoutPost post;
    private final Recipients<String> applications;
    private final Duration giveUp;
    private final Clock clock;

    LogoutSink(
            KeycloakSessionFactory sessions,
            LogoutPost post,
            Recipients<String> applications,
            Duration giveUp,
            Clock clock) {
        this.sessions = sessions;
        this.post = post;
        this.applications = applications;
        this.giveUp = giveUp;
        this.clock = clock;
    }

    @Override
    public List<Delivery> deliver(List<QueuedLogout> logouts) {
        return logouts.stream().map(this::deliver).toList();
    }

    private Delivery deliver(QueuedLogout logout) {
        Delivery delivery = tryOnce(logout);
        if (delivery.outcome() == Delivery.Outcome.RETRY) {
            LOG.debugf("Logout %s is told again later: %s", logout.id(), delivery.reason());
        }
        return delivery;
    }

    /** Only what was tried is given up: staff may want it to be tried once more, however old it is. */
    private Delivery tried(QueuedLogout logout, Delivery delivery) {
        boolean isOld = logout.createdAt().plus(giveUp).isBefore(clock.instant());
        return isOld && delivery.outcome() == Delivery.Outcome.RETRY
                ? Delivery.rejected("given up after " + giveUp.toHours() + " hours: " + delivery.reason())
                : delivery;
    }

    /** In a session whose transaction is over before the application is spoken to. */
    private Delivery tryOnce(QueuedLogout logout) {
        KeycloakSession before = KeycloakSessionUtil.getKeycloakSession();
        try (KeycloakSession session = sessions.create()) {
            KeycloakSessionUtil.setKeycloakSession(session);
            session.getTransactionManager().begin();
            RealmModel realm = session.realms().getRealm(logout.realmId());
            ClientModel client = realm == null ? null : realm.getClientById(logout.clientId());
            Application application = new Application(client);
            if (client == null || !application.isTold()) {
                // Nobody is left to tell.
                return Delivery.delivered();
            }
            session.getContext().setRealm(realm);
            String reason = applications.whyNotNow(application.name());
            if (reason != null) {
                return Delivery.retry(reason);
            }
            String address = application.address(logout.host(), () -> base(session, realm, logout));
            String token = new LogoutClaims(session).sign(logout.claims(), client);
            HttpClient http = session.getProvider(HttpClientProvider.class).getHttpClient();
            String name = application.name();
            session.getTransactionManager().commit();
            return tried(logout, post.send(http, name, address, token));
        } catch (RuntimeException e) {
            // Its message may be about the customer.
            return tried(logout, Delivery.retry("unexpected " + e.getClass().getName()));
        } finally {
            KeycloakSessionUtil.setKeycloakSession(before);
        }
    }

    private static URI base(KeycloakSession session, RealmModel realm, QueuedLogout logout) {
        return new Links(session, logout.base()).base(realm);
    }
}
