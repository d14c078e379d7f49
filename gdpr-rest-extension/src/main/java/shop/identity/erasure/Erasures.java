package shop.identity.erasure;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.customer.Actor;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;
import shop.identity.customer.CustomerStatus;
import shop.identity.erasure.blocking.NoClearAnswer;
import shop.identity.erasure.blocking.OpenBusiness;
import shop.identity.erasure.blocking.StillOpen;
import shop.identity.problem.Refusal;
import shop.identity.server.KeycloakTransactions;

/**
 * Requests to erase a customer, from the receipt to the change of mind, each in the session's transaction.
 *
 * <p>Crash safety: the line in the register, the marks at Keycloak's user, the event and the mail are written on one connection, and
 * commit together or not at all.
 */
public final class Erasures {

    private final ErasureTable table = new ErasureTable();
    private final Register register = new Register();
    private final OpenBusiness business;
    private final Clock clock;

    public Erasures(OpenBusiness business, Clock clock) {
        this.business = business;
        this.clock = clock;
    }

    public Register register() {
        return register;
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * @param grace until it is done; none: as soon as a worker comes by, and no mail is sent that nobody could act upon
     * @throws Refusal 409: one is requested already, the customer is erased, or orders or payments are open; 503: nobody knows whether
     */
    public Erasure request(KeycloakSession session, RealmModel realm, UserModel customer, Party by, Duration grace) {
        try {
            return accept(session, realm, customer, by, grace);
        } catch (Declined declined) {
            throw declined.refusal();
        }
    }

    /** The same, for whoever has more to say than a sentence when it is not possible. */
    public Erasure accept(KeycloakSession session, RealmModel realm, UserModel customer, Party by, Duration grace)
            throws Declined {
        requirePossible(session, realm, customer);
        // Before anything is locked: it may take its time.
        requireNothingOpen(customer);
        UserModel locked = LockedCustomer.of(session, realm, customer);
        requireNotErased(locked);
        Instant received = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Erasure erasure = new Erasure(
                UUID.randomUUID().toString(),
                realm.getId(),
                customer.getId(),
                ErasureState.REQUESTED,
                received,
                received.plus(grace),
                LegalDeadline.of(received),
                by,
                isGivenUp(locked),
                null,
                null,
                0);
        KeepLink link = grace.isZero() ? null : KeepLink.create();
        boolean written = KeycloakTransactions.durably(
                session, connection -> table.insert(connection, erasure, link == null ? null : link.hash()));
        if (!written) {
            throw new Declined(Declined.Reason.REQUESTED_ALREADY);
        }
        locked.setSingleAttribute(CustomerStatus.MARK, CustomerStatus.INACTIVE.name());
        locked.setSingleAttribute(CustomerStatus.DELETION_DUE, erasure.due().toString());
        CustomerFacts.tell(
                session, realm, customer.getId(), new CustomerFact.ErasureRequested(erasure.id(), erasure.due()));
        if (link != null) {
            URI keep = link.address(session, realm).orElse(null);
            mail(session, realm, locked, by).requested(erasure, keep);
        }
        return erasure;
    }

    /**
     * What is known without asking other services. It does not become possible by being asked for again.
     *
     * @throws Declined it is not
     */
    public void requirePossible(KeycloakSession session, RealmModel realm, UserModel customer) throws Declined {
        requireNotErased(customer);
        if (LockedCustomer.isKeptElsewhere(customer)) {
            throw new Declined(Declined.Reason.KEPT_ELSEWHERE);
        }
        if (open(session, realm, customer.getId()).isPresent()) {
            throw new Declined(Declined.Reason.REQUESTED_ALREADY);
        }
    }

    private static void requireNotErased(UserModel customer) throws Declined {
        if (customer.getServiceAccountClientLink() != null) {
            throw new Declined(Declined.Reason.NO_CUSTOMER);
        }
        if (CustomerStatus.of(customer) == CustomerStatus.ERASED) {
            throw new Declined(Declined.Reason.ERASED);
        }
    }

    private void requireNothingOpen(UserModel customer) throws Declined {
        try {
            business.requireNone(customer.getId());
        } catch (StillOpen open) {
            throw new Declined(open);
        } catch (NoClearAnswer unknown) {
            throw new Declined(Declined.Reason.NOBODY_KNOWS);
        }
    }

    /** Also of who is suspended: the suspension hides it. */
    private static boolean isGivenUp(UserModel customer) {
        return customer.getAttributeStream(CustomerStatus.MARK).anyMatch(CustomerStatus.INACTIVE.name()::equals);
    }

    /** The newest first. */
    public List<Erasure> of(KeycloakSession session, RealmModel realm, String customerId) {
        return KeycloakTransactions.within(
                session, connection -> register.ofCustomer(connection, realm.getId(), customerId));
    }

    /** There is one at most. */
    public Optional<Erasure> open(KeycloakSession session, RealmModel realm, String customerId) {
        return of(session, realm, customerId).stream().filter(Erasure::isOpen).findFirst();
    }

    public Optional<Erasure> find(KeycloakSession session, RealmModel realm, String id) {
        return KeycloakTransactions.within(session, connection -> register.find(connection, realm.getId(), id));
    }

    /** @return empty: no request has this link, or none that is open */
    public Optional<Erasure> byLink(KeycloakSession session, RealmModel realm, String secret) {
        return KeepLink.sent(secret)
                .flatMap(link -> KeycloakTransactions.within(
                        session, connection -> register.byLink(connection, realm.getId(), link.hash())));
    }

    /**
     * Everything is as it was before the request. The line is closed by {@link Withdrawals}, whatever way it was.
     *
     * @param erasure of a customer who is there
     * @return as it is with the commit
     * @throws Refusal 409: it is over, or it is too late
     */
    public Erasure cancel(KeycloakSession session, RealmModel realm, Erasure erasure, Party by) {
        UserModel customer =
                erasure.customerId() == null ? null : session.users().getUserById(realm, erasure.customerId());
        Instant now = clock.instant();
        if (customer == null || !erasure.canBeCancelled(now)) {
            throw tooLate();
        }
        UserModel locked = LockedCustomer.of(session, realm, customer);
        if (find(session, realm, erasure.id()).filter(Erasure::isOpen).isEmpty()) {
            throw tooLate();
        }
        Erasure.Closing closing = new Erasure.Closing(now.truncatedTo(ChronoUnit.MILLIS), by, null);
        new Canceller(session).is(closing);
        locked.removeAttribute(CustomerStatus.DELETION_DUE);
        if (!erasure.wasInactive()) {
            locked.removeAttribute(CustomerStatus.MARK);
        }
        // Also where somebody took the mark away behind Keycloak's back, and nothing of it changes now.
        CustomerFacts.changed(session, realm, customer.getId());
        mail(session, realm, locked, by).cancelled(erasure);
        return erasure.cancelled(closing);
    }

    private static Refusal tooLate() {
        return Refusal.conflict("The request is cancelled, carried out, or about to be: it cannot be cancelled.");
    }

    /**
     * Gives two further months, once.
     *
     * @param reason is told to the customer
     * @throws Refusal 409: it is closed, or was extended before
     */
    public Erasure extend(KeycloakSession session, RealmModel realm, Erasure erasure, String staffId, String reason) {
        Instant legalDue = LegalDeadline.onceExtended(erasure.received());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean extended = erasure.isOpen()
                && !erasure.isOverdue(now)
                && KeycloakTransactions.durably(
                        session,
                        connection -> table.extend(
                                connection, erasure.id(), legalDue, new Erasure.Extension(now, staffId, reason)));
        if (!extended) {
            throw Refusal.conflict("Only an open request can be extended, once, and within its first month.");
        }
        UserModel customer = session.users().getUserById(realm, erasure.customerId());
        if (customer != null) {
            mail(session, realm, customer, Party.staff(staffId)).extended(erasure, legalDue, reason);
        }
        return find(session, realm, erasure.id()).orElseThrow();
    }

    private static ErasureMail mail(KeycloakSession session, RealmModel realm, UserModel customer, Party by) {
        return new ErasureMail(session, realm, customer, by.actor() == Actor.SELF);
    }
}
