package shop.identity.remote;

import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.queue.Delivery;
import shop.identity.queue.Recipients;
import shop.identity.queue.Sink;

/**
 * Tells services to erase customers, at the addresses that they have by now.
 *
 * <p>Crash safety: none of its own, and none needed. What was not answered, or whose answer was not written down any more, is
 * told again, with the same key.
 */
final class RemoteSink implements Sink<ErasureTask> {

    private static final Logger LOG = Logger.getLogger(RemoteSink.class);

    private final KeycloakSessionFactory sessions;
    private final RemoteOptions options;
    private final RemoteCall call;
    private final Recipients<String> services;

    RemoteSink(KeycloakSessionFactory sessions, RemoteOptions options, RemoteCall call, Recipients<String> services) {
        this.sessions = sessions;
        this.options = options;
        this.call = call;
        this.services = services;
    }

    @Override
    public List<Delivery> deliver(List<ErasureTask> tasks) {
        return tasks.stream().map(this::deliver).toList();
    }

    private Delivery deliver(ErasureTask task) {
        Delivery delivery = tryOnce(task);
        if (delivery.outcome() == Delivery.Outcome.RETRY) {
            LOG.debugf("Erasure task %s is told again later: %s", task.id(), delivery.reason());
        }
        return delivery;
    }

    private Delivery tryOnce(ErasureTask task) {
        Optional<RemoteService> service = options.service(task.service());
        if (service.isEmpty()) {
            // It still has what it has. Staff see it, and the alarm tells in time.
            return Delivery.retry("no service of this name is configured on this node");
        }
        String reason = services.whyNotNow(task.service());
        if (reason != null) {
            return Delivery.retry(reason);
        }
        try (KeycloakSession session = sessions.create()) {
            // Without a transaction: the client is the server's own.
            return call.send(session.getProvider(HttpClientProvider.class).getHttpClient(), service.get(), task);
        } catch (RuntimeException e) {
            // Its message may have the address in it.
            return Delivery.retry("unexpected " + e.getClass().getName());
        }
    }
}
