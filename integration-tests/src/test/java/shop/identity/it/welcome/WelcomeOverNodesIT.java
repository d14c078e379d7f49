package shop.identity.it.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TwoNodes;

/** Two nodes look for the same welcomes at the same moment. */
@OnGround
@TwoNodes
@Tag("ML-4")
class WelcomeOverNodesIT {

    private static final int CUSTOMERS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Ground ground;

    WelcomeOverNodesIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void everybodyIsWelcomedOnce() throws Exception {
        try (ShippedRealm realm = new ShippedRealm(ground)) {
            WelcomedCustomers customers = new WelcomedCustomers(ground, realm);
            List<String> addresses = importVerified(realm);

            releaseBothAtOnce(realm.name());

            Awaitility.await("nothing due")
                    .atMost(PATIENCE)
                    .until(() -> ground.count(
                                    "SELECT COUNT(*) FROM SHOP_WELCOME WHERE DUE_AT IS NOT NULL"
                                            + " AND REALM_ID = (SELECT ID FROM REALM WHERE NAME = ?)",
                                    realm.name())
                            == 0);
            for (String address : addresses) {
                customers.awaitSubjects(address, List.of(WelcomedCustomers.DAY_0));
            }
            assertThat(addresses).hasSize(CUSTOMERS);
            assertThat(addresses)
                    .allSatisfy(address ->
                            assertThat(customers.subjects(address)).containsExactly(WelcomedCustomers.DAY_0));
        }
    }

    private static List<String> importVerified(ShippedRealm realm) {
        List<UserRepresentation> users = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> AdminApi.person("crowd-" + UUID.randomUUID() + "@example.com"))
                .toList();
        users.forEach(user -> user.setEmailVerified(true));
        PartialImportRepresentation crowd = new PartialImportRepresentation();
        crowd.setUsers(users);
        crowd.setIfResourceExists("FAIL");
        realm.resource().partialImport(crowd).close();
        return users.stream().map(UserRepresentation::getEmail).toList();
    }

    /** Both workers stand before the locked table when the welcomes appear. */
    private void releaseBothAtOnce(String realm) throws Exception {
        try (Connection lock = ground.postgres().connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE SHOP_WELCOME IN EXCLUSIVE MODE");
            lock.createStatement().execute("""
                    INSERT INTO SHOP_WELCOME (REALM_ID, USER_ID, VERIFIED_AT, NEXT_DAY, DUE_AT)
                    SELECT u.REALM_ID, u.ID, clock_timestamp(), 0, clock_timestamp()
                      FROM USER_ENTITY u JOIN REALM r ON r.ID = u.REALM_ID AND r.NAME = '%s'
                    """.formatted(realm));
            Awaitility.await("both nodes wait").atMost(PATIENCE).until(() -> ground.count("""
                            SELECT COUNT(*) FROM pg_stat_activity
                             WHERE wait_event_type = 'Lock' AND query LIKE '%FROM SHOP_WELCOME WHERE DUE_AT%'
                            """) == 2);
            lock.commit();
        }
    }
}
