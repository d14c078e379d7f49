package shop.identity.it.backfill;

import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.backfill.BackfillKind;
import shop.identity.backfill.BackfillOrder;
import shop.identity.backfill.Backfills;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.RealmKey;

/** A realm of its own for a test, with customers from before it named the listener. */
final class AdoptingRealm implements AutoCloseable {

    private static final int IMPORTED_AT_ONCE = 500;

    private final Ground ground;
    private final AdminApi admin;
    private final String name = "adopts-" + UUID.randomUUID();
    private final String id;
    private boolean removed;

    AdoptingRealm(Ground ground, int customers) {
        this.ground = ground;
        this.admin = ground.admin();
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        RealmKey.useIn(realm);
        admin.keycloak().realms().create(realm);
        id = resource().toRepresentation().getId();
        for (int done = 0; done < customers; done += IMPORTED_AT_ONCE) {
            importCustomers(Math.min(IMPORTED_AT_ONCE, customers - done));
        }
    }

    private void importCustomers(int count) {
        importOver(IntStream.range(0, count)
                .mapToObj(i -> AdminApi.person("b-" + UUID.randomUUID() + "@example.com"))
                .toList());
    }

    /** Whoever is there already is overwritten. */
    void importOver(List<UserRepresentation> users) {
        PartialImportRepresentation partial = new PartialImportRepresentation();
        partial.setIfResourceExists("OVERWRITE");
        partial.setUsers(users);
        try (Response answer = resource().partialImport(partial)) {
            if (answer.getStatus() != 200) {
                throw new IllegalStateException("import answered " + answer.getStatus());
            }
        }
    }

    /** From now on changes are told. */
    AdoptingRealm adopt() {
        setListeners(List.of("shop-customer-events"));
        return this;
    }

    void setListeners(List<String> listeners) {
        RealmRepresentation realm = resource().toRepresentation();
        realm.setEventsListeners(listeners);
        resource().update(realm);
    }

    void addServiceAccount() {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("service");
        client.setServiceAccountsEnabled(true);
        client.setPublicClient(false);
        resource().clients().create(client).close();
    }

    RealmResource resource() {
        return admin.keycloak().realm(name);
    }

    String id() {
        return id;
    }

    String create() {
        try (Response answer = resource().users().create(AdminApi.person("b-" + UUID.randomUUID() + "@example.com"))) {
            return CreatedResponseUtil.getCreatedId(answer);
        }
    }

    void rename(String customer, String firstName) {
        UserRepresentation user = resource().users().get(customer).toRepresentation();
        user.setFirstName(firstName);
        resource().users().get(customer).update(user);
    }

    /** In the order in which a backfill comes to them. */
    List<String> customers() {
        return ground.query(
                "SELECT ID FROM USER_ENTITY WHERE REALM_ID = ? AND SERVICE_ACCOUNT_CLIENT_LINK IS NULL ORDER BY ID",
                id);
    }

    UUID start(BackfillOrder order) {
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            UUID backfill =
                    new Backfills().start(connection, id, order).orElseThrow().id();
            connection.commit();
            return backfill;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    UUID startSnapshot(int ratePerSecond) {
        return start(new BackfillOrder(BackfillKind.SNAPSHOT, null, null, ratePerSecond));
    }

    /** How many of its customers a snapshot has told so far. */
    long snapshots() {
        return ground.count("SELECT COUNT(*) FROM SHOP_OUTBOX WHERE TYPE = 'customer.snapshot' AND REALM_ID = ?", id);
    }

    String state(UUID backfill) {
        return ground.query("SELECT STATE FROM SHOP_BACKFILL WHERE ID = ?", backfill)
                .get(0);
    }

    long done(UUID backfill) {
        return ground.count("SELECT DONE FROM SHOP_BACKFILL WHERE ID = ?", backfill);
    }

    void awaitCompleted(UUID backfill) {
        Awaitility.await("backfill to end")
                .atMost(Duration.ofSeconds(120))
                .until(() -> !"RUNNING".equals(state(backfill)));
    }

    void remove() {
        resource().remove();
        removed = true;
    }

    @Override
    public void close() {
        if (!removed) {
            remove();
        }
        admin.close();
    }
}
