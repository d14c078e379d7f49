package shop.identity.export;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.representations.AccessToken;
import shop.identity.customer.Actor;
import shop.identity.problem.Refusal;
import shop.identity.queue.Transactions;
import shop.identity.remote.RemoteData;
import shop.identity.request.RecentAuthentication;
import shop.identity.server.KeycloakTransactions;

/**
 * Hands out what is held about a customer: once per server.
 *
 * <p>Crash safety: that one begins is in the register, on the disk, before its first byte is sent; that it came to its end only
 * after its last. What breaks off in between is no JSON, and counts as one that was had.
 */
public final class Exports {

    private static final Logger LOG = Logger.getLogger(Exports.class);
    private static final String FILE = "attachment; filename=\"customer-export.json\"";

    private final RecentAuthentication recent;
    private final Clock clock;
    private final ExportRegister register;
    private final Places places;
    private final Document document;

    private Transactions transactions;

    /**
     * @param remote what other services show
     * @param recent how long ago a customer who asks for it may have signed in
     */
    public Exports(ExportOptions options, RemoteData remote, Duration recent, Clock clock) {
        this.recent = new RecentAuthentication(recent, clock);
        this.clock = clock;
        this.register = new ExportRegister(clock, options.perDay());
        this.places = new Places(clock);
        this.document = Document.of(remote);
    }

    /** To be called once, when the server's factories are put together. */
    public void join(KeycloakSessionFactory sessions) {
        transactions = new KeycloakTransactions(sessions, "exports");
    }

    /** @throws Refusal 403: the customer signed in too long ago */
    void requireRecent(AccessToken token) {
        recent.require(token);
    }

    /**
     * @param subject in the session of the request, which stays open until the body is written
     * @throws Refusal 429: too many of the customer within a day; 503: too many at this moment
     */
    Response begin(Subject subject, Actor by) {
        Places.Place place = places.take()
                .orElseThrow(() -> Refusal.unavailable("Too many exports are under way; try again in a minute."));
        UUID id = registered(subject, by, place);
        StreamingOutput body = out -> write(subject, id, place, out);
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, FILE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    ExportRegister register() {
        return register;
    }

    /** In a transaction of its own: the request's ends after the body. */
    private UUID registered(Subject subject, Actor by, Places.Place place) {
        try {
            return transactions.call(connection -> register.begin(
                    connection, subject.realm().getId(), subject.customer().getId(), by));
        } catch (RuntimeException | Error e) {
            place.close();
            throw e;
        }
    }

    private void write(Subject subject, UUID id, Places.Place place, OutputStream out) throws IOException {
        try (Places.Place kept = place.begin()) {
            Instant now = clock.instant();
            document.write(subject, now, out);
            transactions.call(connection -> {
                register.complete(connection, id);
                return null;
            });
        } catch (IOException e) {
            LOG.debugf("Export %s: its reader went away", id);
            throw e;
        } catch (RuntimeException e) {
            // Its message may be about the customer.
            LOG.warnf("Export %s was broken off: %s", id, e.getClass().getName());
            throw e;
        }
    }
}
