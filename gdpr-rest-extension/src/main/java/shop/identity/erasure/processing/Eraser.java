package shop.identity.erasure.processing;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserManager;
import org.keycloak.models.UserModel;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;
import shop.identity.customer.Erasing;
import shop.identity.customer.PersonalData;
import shop.identity.erasure.Erasure;
import shop.identity.erasure.ErasureTable;
import shop.identity.erasure.Outcome;
import shop.identity.erasure.Party;
import shop.identity.server.KeycloakTransactions;

/**
 * Erases one customer, in the session's transaction: what each room of the pack keeps, then Keycloak's own record, and what is to be
 * done elsewhere is put down.
 *
 * <p>Crash safety: it is one transaction, and nothing outside the database is touched before its commit. Killed at any point, it is
 * undone, and done again by whoever comes next.
 */
public final class Eraser {

    private final ErasureTable table = new ErasureTable();
    private final Outcome mode;
    private final RemoteTasks remote;
    private final Clock clock;

    public Eraser(Outcome mode, RemoteTasks remote, Clock clock) {
        this.mode = mode;
        this.remote = remote;
        this.clock = clock;
    }

    /** @param customer locked */
    void erase(KeycloakSession session, RealmModel realm, UserModel customer, Erasure erasure) {
        String id = customer.getId();
        Erasing.begin(session, id);
        rooms(session).forEach(room -> room.erase(realm, id));
        KeycloakTransactions.durably(session, connection -> {
            remote.begin(connection, realm.getId(), id, erasure.id());
            return null;
        });
        close(session, erasure, mode);
        KeycloakRecord record = new KeycloakRecord(session, realm, customer);
        if (mode == Outcome.DELETE) {
            record.endSessions();
            tell(session, realm, id, erasure);
            new UserManager(session).removeUser(realm, customer);
        } else {
            record.anonymise();
            tell(session, realm, id, erasure);
        }
    }

    /** In one order everywhere: what two erasures lock, they lock alike. */
    private static List<PersonalData> rooms(KeycloakSession session) {
        return session.getAllProviders(PersonalData.class).stream()
                .sorted(Comparator.comparing(room -> room.getClass().getName()))
                .toList();
    }

    private static void tell(KeycloakSession session, RealmModel realm, String id, Erasure erasure) {
        CustomerFacts.tell(
                session,
                realm,
                id,
                new CustomerFact.Erased(erasure.id(), erasure.requestedBy().actor()));
    }

    /** The proof that it is done. */
    void close(KeycloakSession session, Erasure erasure, Outcome outcome) {
        Erasure.Closing closing =
                new Erasure.Closing(clock.instant().truncatedTo(ChronoUnit.MILLIS), Party.SERVER, outcome);
        KeycloakTransactions.durably(session, connection -> {
            table.complete(connection, erasure.id(), closing);
            return null;
        });
    }
}
