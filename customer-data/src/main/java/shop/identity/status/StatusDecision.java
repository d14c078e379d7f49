package shop.identity.status;

import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.storage.ReadOnlyException;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.StatusChange;
import shop.identity.problem.Refusal;
import shop.identity.server.BeforeCommit;
import shop.identity.server.KeycloakTransactions;

/** What staff decide about one customer, carried out in the session's transaction. */
record StatusDecision(KeycloakSession session, RealmModel realm, UserModel customer, StatusNotes notes) {

    /**
     * What came of an order.
     *
     * @param isNews whether anything is another than before
     */
    record Outcome(CustomerStatus status, Optional<StatusNote> note, boolean isNews) {}

    /**
     * Does what the admin console's own switches would. To ask for what is there already changes nothing but the reason, if
     * another is given.
     *
     * @throws Refusal 409
     */
    Outcome carryOut(StatusOrder order, String staffId) {
        boolean lockedForGood = order.status().mayLogIn() && forgetFailures();
        UserModel row = CustomerRow.lock(session, realm, customer);
        CustomerStatus from = CustomerStatus.of(row);
        Optional<StatusNote> known = note().filter(about -> about.status() == from);
        if (from == order.status() && isSaidAlready(order, known)) {
            return new Outcome(from, known, false);
        }
        if (from != order.status()) {
            new StatusChange(from, order.status()).requireLegal(false);
            put(order.status(), lockedForGood);
        }
        StatusNote note = new StatusNote(order.status(), order.reason(), staffId, Instant.now());
        writeLast(note);
        return new Outcome(order.status(), Optional.of(note), true);
    }

    Optional<StatusNote> note() {
        return KeycloakTransactions.within(
                session, connection -> notes.read(connection, realm.getId(), customer.getId()));
    }

    private static boolean isSaidAlready(StatusOrder order, Optional<StatusNote> known) {
        return order.status() == CustomerStatus.ERASED
                || order.reason() == null
                || order.reason().equals(known.map(StatusNote::reason).orElse(null));
    }

    private void put(CustomerStatus status, boolean lockedForGood) {
        try {
            status.put(customer);
            if (lockedForGood) {
                session.getProvider(BruteForceProtector.class).cleanUpPermanentLockout(session, realm, customer);
            }
        } catch (ReadOnlyException directory) {
            throw Refusal.conflict("The customer is kept by a directory: the status has to be changed there.");
        }
    }

    /**
     * Whoever is let in again begins anew, as after the console's switch. Failed logins are locked before the customer, as
     * the protection does that locks somebody out.
     *
     * @return whether the customer was locked out for good
     */
    private boolean forgetFailures() {
        if (CustomerStatus.of(customer) != CustomerStatus.SUSPENDED) {
            return false;
        }
        UserLoginFailureModel failures = session.loginFailures().getUserLoginFailure(realm, customer.getId());
        if (failures != null) {
            session.loginFailures().removeUserLoginFailure(realm, customer.getId());
        }
        return session.getProvider(BruteForceProtector.class).isPermanentlyLockedOut(session, realm, customer);
    }

    /** Under the lock of the customer's version, as other paths change notes: none waits for another in a circle. */
    private void writeLast(StatusNote note) {
        session.getTransactionManager()
                .enlistPrepare(new BeforeCommit(() -> KeycloakTransactions.within(session, connection -> {
                    notes.write(connection, realm.getId(), customer.getId(), note);
                    return null;
                })));
    }
}
