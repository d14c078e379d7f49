package shop.identity.erasure.processing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import shop.identity.customer.CustomerStatus;
import shop.identity.erasure.Erasure;
import shop.identity.erasure.ErasureTable;
import shop.identity.erasure.LockedCustomer;
import shop.identity.erasure.Outcome;
import shop.identity.erasure.Party;
import shop.identity.erasure.Register;
import shop.identity.queue.Transactions;
import shop.identity.server.KeycloakTransactions;

/**
 * Carries out what is due, one after the other, each in a transaction of its own. All nodes may do so at the same time: a request that
 * somebody has in hand is passed over.
 */
public final class DueErasures {

    private static final Logger LOG = Logger.getLogger(DueErasures.class);
    private static final String TASK = "customer erasure";

    /** Whoever changes the customer is done by then. */
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final KeycloakSessionFactory sessions;
    private final Transactions transactions;
    private final Eraser eraser;
    private final Clock clock;
    private final RegisterMeters meters;
    private final ErasureTable table = new ErasureTable();
    private final Register register = new Register();

    public DueErasures(KeycloakSessionFactory sessions, Eraser eraser, Clock clock, RegisterMeters meters) {
        this.sessions = sessions;
        this.transactions = new KeycloakTransactions(sessions, TASK);
        this.eraser = eraser;
        this.clock = clock;
        this.meters = meters;
    }

    private enum Step {
        NOTHING_DUE,
        DONE,
        BUSY
    }

    /**
     * @return false: nothing is due
     * @throws RuntimeException the database is away: it is about no request
     */
    public boolean next() {
        AtomicReference<String> inHand = new AtomicReference<>();
        long began = System.nanoTime();
        Step step;
        try {
            step = KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions, null, session -> step(session, inHand), TASK);
        } catch (RuntimeException | Error e) {
            if (inHand.get() == null) {
                throw e;
            }
            failed(inHand.get(), e);
            return true;
        }
        if (step == Step.DONE) {
            meters.erased(Duration.ofNanos(System.nanoTime() - began));
        }
        return step != Step.NOTHING_DUE;
    }

    private Step step(KeycloakSession session, AtomicReference<String> inHand) {
        Instant now = clock.instant();
        Optional<String> claimed = KeycloakTransactions.durably(session, connection -> table.claim(connection, now));
        if (claimed.isEmpty()) {
            return Step.NOTHING_DUE;
        }
        inHand.set(claimed.get());
        Erasure erasure = KeycloakTransactions.within(session, connection -> register.find(connection, claimed.get()))
                .orElseThrow();
        RealmModel realm = session.realms().getRealm(erasure.realmId());
        if (realm == null) {
            forget(session, erasure, now);
            return Step.DONE;
        }
        session.getContext().setRealm(realm);
        UserModel customer = session.users().getUserById(realm, erasure.customerId());
        if (customer == null) {
            forget(session, erasure, now);
            return Step.DONE;
        }
        if (CustomerStatus.of(customer) == CustomerStatus.ERASED) {
            eraser.close(session, erasure, Outcome.ANONYMISE);
            return Step.DONE;
        }
        Optional<UserModel> locked = LockedCustomer.ifFree(session, realm, customer);
        if (locked.isEmpty()) {
            postpone(session, erasure);
            return Step.BUSY;
        }
        requireMarked(locked.get());
        eraser.erase(session, realm, locked.get(), erasure);
        return Step.DONE;
    }

    /** Gone behind Keycloak's back: of whom it deletes itself the register knows at once. */
    private void forget(KeycloakSession session, Erasure erasure, Instant now) {
        KeycloakTransactions.durably(session, connection -> {
            table.forgetCustomer(connection, erasure.realmId(), erasure.customerId(), now, Party.SERVER);
            return null;
        });
    }

    /** Waiting might be for somebody who waits for the request, to cancel it. */
    private void postpone(KeycloakSession session, Erasure erasure) {
        KeycloakTransactions.durably(session, connection -> {
            table.postpone(connection, erasure.id(), clock.instant().plus(A_MOMENT), false);
            return null;
        });
    }

    /** What cannot be undone is done to nobody whose own record does not say it: for staff to look into. */
    private static void requireMarked(UserModel customer) {
        if (customer.getFirstAttribute(CustomerStatus.DELETION_DUE) == null) {
            throw new IllegalStateException("the customer is not marked as leaving");
        }
    }

    /** One that fails keeps nobody else from it. It is tried again, for ever. */
    private void failed(String id, Throwable e) {
        int failures = transactions.call(connection -> {
            int before = register.find(connection, id).map(Erasure::failures).orElse(0);
            table.postpone(connection, id, clock.instant().plus(ErasureTable.pause(before)), true);
            return before + 1;
        });
        meters.failed();
        LOG.warnf(
                "Erasure %s failed (%s), for the %d. time; it is tried again",
                id, e.getClass().getSimpleName(), failures);
        LOG.debug("erasure failed", e);
    }
}
