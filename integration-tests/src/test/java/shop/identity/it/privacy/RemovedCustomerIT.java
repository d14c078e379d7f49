package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;

/** What of the pack's tables is left of a customer whom nobody erased, but somebody removed. */
@OnGround
@Tag("GD-7")
class RemovedCustomerIT {

    /** What has to be told still, and that somebody was. */
    private static final Set<String> TOLD = Set.of("SHOP_OUTBOX", "SHOP_QUEUE");

    /** Digests, which expire within the hour: whoever has customers removed gets no more mails to an address for it. */
    private static final String COUNTERS = "SHOP_ATTEMPT";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ground ground;

    RemovedCustomerIT(Ground ground) {
        this.ground = ground;
    }

    private Person customer(RealmResource of) throws Exception {
        UserRepresentation user = AdminApi.person("removed-" + UUID.randomUUID() + "@example.com");
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        try (Response made = of.users().create(user)) {
            String id = CreatedResponseUtil.getCreatedId(made);
            Person person = new Person(
                    of.toRepresentation().getId(),
                    id,
                    user.getEmail(),
                    user.getUsername(),
                    "+4915" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 1_000_000_000L),
                    "external-" + id,
                    "external-name-" + id);
            try (Connection connection = ground.postgres().connect()) {
                person.writeOurs(connection);
            }
            return person;
        }
    }

    private Set<String> ourTables(List<String> words) {
        return Traces.from(ground).inDatabase(words).stream()
                .filter(place -> place.startsWith("SHOP_"))
                .map(place -> place.substring(0, place.indexOf('.')))
                .collect(Collectors.toSet());
    }

    private void forget(Person person) {
        ground.execute("DELETE FROM SHOP_OUTBOX WHERE AGGREGATEID = '" + person.id() + "' AND DATASCHEMA = 'x'");
    }

    @Test
    void withTheRealm() throws Exception {
        ShippedRealm removed = new ShippedRealm(ground);
        Person customer = customer(removed.resource());
        try {
            removed.close();

            assertThat(ourTables(List.of(customer.id()))).isSubsetOf(with(TOLD, COUNTERS));
        } finally {
            forget(customer);
        }
    }

    /** Nothing of the customer is left in the pack's tables, and each service is told of it, once. */
    @ParameterizedTest
    @EnumSource
    void inWhicheverWay(WayOut way) throws Exception {
        try (AdminApi admin = ground.admin()) {
            RealmResource shop = admin.shop();
            Person customer = customer(shop);
            try {
                assertThat(ourTables(List.of(customer.id())))
                        .contains("SHOP_CUSTOMER", "SHOP_LOGIN", "SHOP_MAIL", "SHOP_TOKEN", "SHOP_WELCOME");

                way.remove(ground, shop, customer);

                Awaitility.await("what is left of the customer")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() ->
                                assertThat(ourTables(List.of(customer.id()))).isSubsetOf(with(TOLD, COUNTERS)));
                assertThat(ground.stack().orders().executions(customer.id())).isEqualTo(1);
                assertThat(ground.stack().payments().requests())
                        .filteredOn(request -> request.path().equals("/customers/" + customer.id() + "/methods"))
                        .hasSize(1);
                if (way != WayOut.IMPORTED_OVER) {
                    // The address is that of whoever was imported.
                    assertThat(ourTables(customer.words())).isSubsetOf(COUNTERS);
                }
            } finally {
                forget(customer);
            }
        }
    }

    private static Set<String> with(Set<String> tables, String more) {
        return Stream.concat(tables.stream(), Stream.of(more)).collect(Collectors.toSet());
    }
}
