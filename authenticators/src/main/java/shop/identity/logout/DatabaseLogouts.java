package shop.identity.logout;

import jakarta.enterprise.context.ContextNotActiveException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.keycloak.constants.AdapterConstants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.utils.ClientHostUtils;
import org.keycloak.urls.UrlType;
import shop.identity.customer.CustomerRealm;
import shop.identity.server.AfterCommit;
import shop.identity.server.KeycloakTransactions;

final class DatabaseLogouts implements Logouts {

    private final KeycloakSession session;
    private final LogoutJobs jobs;
    private final boolean retries;
    private final Runnable wakeWorker;
    private final Set<String> told = new HashSet<>();

    DatabaseLogouts(KeycloakSession session, LogoutJobs jobs, boolean retries, Runnable wakeWorker) {
        this.session = session;
        this.jobs = jobs;
        this.retries = retries;
        this.wakeWorker = wakeWorker;
    }

    @Override
    public boolean tell(RealmModel realm, AuthenticatedClientSessionModel ended) {
        ClientModel client = ended.getClient();
        Application application = new Application(client);
        String host = application.isPerHost() ? ended.getNote(AdapterConstants.CLIENT_SESSION_HOST) : null;
        if (!retries
                || !application.isTold()
                || !CustomerRealm.takesPart(realm)
                || application.isPerHost() && !ClientHostUtils.isHostAllowedForClient(host, client, session)) {
            return false;
        }
        // An offline session is known to the application by the id of the one that it came from.
        if (told.add(client.getId() + " " + ended.getUserSession().getId())) {
            putDown(realm, ended, host);
        }
        return true;
    }

    private void putDown(RealmModel realm, AuthenticatedClientSessionModel ended, String host) {
        QueuedLogout logout = new QueuedLogout(
                jobs.nextId(),
                realm.getId(),
                ended.getClient().getId(),
                ended.getUserSession().getUser().getId(),
                new LogoutClaims(session).of(ended),
                host,
                base());
        KeycloakTransactions.durably(session, connection -> {
            jobs.add(connection, logout);
            return null;
        });
        session.getTransactionManager().enlistAfterCompletion(new AfterCommit(wakeWorker));
    }

    /** @return null in a worker, where the server is not told its address */
    private URI base() {
        try {
            return session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        } catch (ContextNotActiveException noRequest) {
            return null;
        }
    }

    @Override
    public void close() {}
}
