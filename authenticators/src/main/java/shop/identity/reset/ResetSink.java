package shop.identity.reset;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import shop.identity.link.LinkContext;
import shop.identity.link.Links;
import shop.identity.queue.Delivery;
import shop.identity.queue.Sink;
import shop.identity.sealing.SealException;
import shop.identity.server.KeycloakTransactions;

/**
 * Looks up who asked for a new password, and sends a link to those who may have one. For anybody else there is nothing to
 * do, and nothing is said.
 *
 * <p>Crash safety: the request goes in the transaction that issues the token and queues the mail. One that is delivered
 * again, because a node died before it was settled, is not there any more.
 */
final class ResetSink implements Sink<ResetRequest> {

    private static final Logger LOG = Logger.getLogger(ResetSink.class);

    /** Who still waits then has asked again. */
    private static final Duration GIVE_UP = Duration.ofHours(1);

    private final KeycloakSessionFactory sessions;
    private final ResetRequestTable requests;
    private final Clock clock;

    ResetSink(KeycloakSessionFactory sessions, ResetRequestTable requests, Clock clock) {
        this.sessions = sessions;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public List<Delivery> deliver(List<ResetRequest> batch) {
        return batch.stream().map(this::deliver).toList();
    }

    private Delivery deliver(ResetRequest request) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, session -> lookInto(session, request));
            return Delivery.delivered();
        } catch (SealException e) {
            return later(request, "the request cannot be decrypted: " + e.getMessage());
        } catch (RuntimeException e) {
            // Its message may be about the customer.
            return later(request, "unexpected " + e.getClass().getName());
        }
    }

    private Delivery later(ResetRequest request, String reason) {
        if (request.createdAt().plus(GIVE_UP).isAfter(clock.instant())) {
            LOG.debugf("Request %s for a new password is tried again later: %s", request.id(), reason);
            return Delivery.retry(reason);
        }
        LOG.warnf(
                "Request %s for a new password is given up after %d min: %s",
                request.id(), GIVE_UP.toMinutes(), reason);
        return Delivery.delivered();
    }

    private void lookInto(KeycloakSession session, ResetRequest request) {
        RealmModel realm = session.realms().getRealm(request.realmId());
        boolean isThere =
                KeycloakTransactions.within(session, connection -> requests.delete(connection, List.of(request.id())))
                        == 1;
        if (realm == null || !isThere) {
            return;
        }
        session.getContext().setRealm(realm);
        ResetRequest.Content content = ResetQueue.open(session, realm, request);
        UserModel user = KeycloakModelUtils.findUserByNameOrEmail(session, realm, content.address());
        if (user == null || !ResetLink.isFor(user)) {
            return;
        }
        ClientModel client = request.clientId() == null ? null : realm.getClientByClientId(request.clientId());
        if (client != null) {
            session.getContext().setClient(client);
        }
        if (user.getFirstAttribute(UserModel.LOCALE) == null) {
            session.setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, request.locale());
        }
        new ResetLink(session, realm, new Links(session, URI.create(content.base())))
                .send(user, LinkContext.ofClient(request.clientId()));
    }
}
