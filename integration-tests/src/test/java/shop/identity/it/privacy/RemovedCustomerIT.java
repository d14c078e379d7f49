package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;

/** What of the pack's tables is left of a customer whom nobody erased, but somebody removed. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-7")
class RemovedCustomerIT {

    /** What has to be told still, and that somebody was. */
    private static final Set<String> TOLD = Set.of("SHOP_OUTBOX", "SHOP_QUEUE");

    /** Digests, which expire within the hour: whoever has customers removed gets no more mails to an address for it. */
    private static final String COUNTERS = "SHOP_ATTEMPT";

    private final Ground ground;
    private ShippedRealm realm;

    RemovedCustomerIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private Person customer(ShippedRealm of) throws Exception {
        UserRepresentation user = AdminApi.person("removed-" + UUID.randomUUID() + "@example.com");
        try (Response made = of.resource().users().create(user)) {
            String id = made.getLocation().getPath().replaceAll(".*/", "");
            Person person = new Person(
                    of.resource().toRepresentation().getId(),
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
    void overTheInterfaceOfStaff() throws Exception {
        Person customer = customer(realm);
        try {
            assertThat(ourTables(List.of(customer.id())))
                    .contains("SHOP_CUSTOMER", "SHOP_LOGIN", "SHOP_MAIL", "SHOP_TOKEN", "SHOP_WELCOME");

            realm.resource().users().get(customer.id()).remove();

            assertThat(ourTables(List.of(customer.id()))).isSubsetOf(with(TOLD, COUNTERS));
            assertThat(ourTables(customer.words())).isSubsetOf(COUNTERS);
        } finally {
            forget(customer);
        }
    }

    @Test
    void withTheRealm() throws Exception {
        ShippedRealm removed = new ShippedRealm(ground);
        Person customer = customer(removed);
        try {
            removed.close();

            assertThat(ourTables(List.of(customer.id()))).isSubsetOf(with(TOLD, COUNTERS));
        } finally {
            forget(customer);
        }
    }

    private static Set<String> with(Set<String> tables, String more) {
        return Stream.concat(tables.stream(), Stream.of(more)).collect(Collectors.toSet());
    }
}
