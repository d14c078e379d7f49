package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.privacy.PrivacyRealm.Answer;

/** The export of a customer of whom everything is known has everything that the data map says is handed out. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-8")
@Tag("GD-10")
class WholeExportIT {

    /** Keycloak's own record: where in the document what a table holds is. */
    private static final Map<String, List<String>> ACCOUNT = Map.ofEntries(
            Map.entry("USER_ENTITY", List.of("/account/email", "/account/lastName", "/account/createdAt")),
            Map.entry("USER_ATTRIBUTE", List.of("/account/attributes")),
            Map.entry("USER_REQUIRED_ACTION", List.of("/account/requiredActions")),
            Map.entry("USER_ROLE_MAPPING", List.of("/account/roles")),
            Map.entry("USER_GROUP_MEMBERSHIP", List.of("/account/groups")),
            Map.entry("CREDENTIAL", List.of("/account/credentials")),
            Map.entry("FEDERATED_IDENTITY", List.of("/account/identities")),
            Map.entry("USER_CONSENT", List.of("/account/consents/0/client")),
            Map.entry("USER_CONSENT_CLIENT_SCOPE", List.of("/account/consents/0/scopes")),
            Map.entry(
                    "USER_VER_CREDENTIAL",
                    List.of("/account/verifiableCredentials/0/scope", "/account/verifiableCredentials/0/attributes")),
            Map.entry("ISSUED_VER_CREDENTIAL", List.of("/account/verifiableCredentials/0/issued")),
            Map.entry("OFFLINE_USER_SESSION", List.of("/sessions/0/address", "/sessions/0/startedAt")),
            Map.entry("OFFLINE_CLIENT_SESSION", List.of("/sessions/0/clients")),
            Map.entry("EVENT_ENTITY", List.of("/events/0/type", "/events/0/client")),
            Map.entry("ADMIN_EVENT_ENTITY", List.of("/adminEvents/0/operation", "/adminEvents/0/resourcePath")));

    /** Of customers whom a user store keeps: Keycloak hands them out by the same calls as what its own tables have. */
    private static final String OF_STORES = "FED_.*|FEDERATED_USER|BROKER_LINK";

    private final Ground ground;
    private final DataMap map = DataMap.read();
    private LeavingRealm realm;
    private KnownCustomer customer;
    private Answer answer;
    private JsonNode document;

    WholeExportIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void exportEverything() throws Exception {
        realm = new LeavingRealm(ground);
        customer = KnownCustomer.in(ground, realm);
        try (Connection connection = ground.postgres().connect()) {
            new Person(realm.id(), customer.id(), customer.email(), customer.email(), "", "", "").tell(connection);
        }
        answer = PrivacyRealm.send(
                ground.node(),
                "GET",
                "/realms/" + realm.shipped().name() + "/shop-privacy/me/export",
                customer.token());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        document = answer.json();
    }

    @AfterAll
    void close() {
        ground.mail().setFault(null);
        ground.execute("DELETE FROM SHOP_OUTBOX WHERE AGGREGATEID = '" + customer.id() + "' AND DATASCHEMA = 'x'");
        realm.close();
    }

    @Test
    void itIsOfItsForm() throws Exception {
        assertThat(ExportSchema.read().validate(document)).isEmpty();
    }

    /** Each table of which the map says that an export has something. */
    @Test
    void everyTableOfTheMapIsInIt() {
        Set<String> missing = new TreeSet<>();
        for (DataMap.Column column : map.columns()) {
            if (column.export().isEmpty() || column.table().matches(OF_STORES)) {
                continue;
            }
            List<String> places = column.export().equals("keycloak")
                    ? ACCOUNT.getOrDefault(column.table(), List.of("/unknown"))
                    : List.of("/parts/" + column.export());
            places.stream()
                    .filter(place -> !saysSomething(document.at(place)))
                    .forEach(place -> missing.add(column.table() + ": " + place));
        }

        assertThat(missing).isEmpty();
    }

    /** Whatever the pack's tables have of this customer in a word of its own, the section of the table has. */
    @Test
    void everyWordOfTheCustomersRowsIsInIt() throws Exception {
        Set<String> missing = new TreeSet<>();
        Set<String> places = Traces.from(ground).inDatabase(customer.words());
        for (DataMap.Column column : map.columns()) {
            String section = column.export().equals("keycloak")
                    ? document.toString()
                    : document.at("/parts/" + column.export()).toString();
            if (!column.export().isEmpty()) {
                places.stream()
                        .filter(place -> place.startsWith(column.place() + ": "))
                        .map(place -> place.substring(column.place().length() + 2))
                        .filter(customer.words()::contains)
                        .filter(word -> !section.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)))
                        .forEach(word -> missing.add(column.place() + ": " + word));
            }
        }

        assertThat(places).hasSizeGreaterThan(customer.words().size());
        assertThat(missing).isEmpty();
    }

    @Test
    void everyWordThatSaysWhoItIsIsInIt() {
        assertThat(answer.response().body().toLowerCase(Locale.ROOT))
                .contains(customer.words().stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toList()));
    }

    /** Nobody could use it to sign in as the customer. */
    @Test
    void secretsAreNotInIt() {
        String text = answer.response().body();

        assertThat(text).doesNotContain(customer.token());
        for (String secret : ground.query(
                "SELECT CREDENTIAL_DATA FROM CREDENTIAL WHERE USER_ID = ? UNION ALL SELECT SECRET_DATA FROM CREDENTIAL"
                        + " WHERE USER_ID = ? UNION ALL SELECT USER_SESSION_ID FROM OFFLINE_USER_SESSION WHERE USER_ID = ?",
                customer.id(),
                customer.id(),
                customer.id())) {
            assertThat(text).doesNotContain(secret);
        }
    }

    @Test
    void otherServicesShowWhatTheyKeep() {
        assertThat(document.at("/remote/order/complete").asBoolean()).isTrue();
        assertThat(document.at("/remote/order/answers").toString()).contains("DELIVERED");
        assertThat(document.at("/remote/payment/complete").asBoolean()).isTrue();
    }

    /** No empty list, no empty object, and not {@code null} alone. */
    private static boolean saysSomething(JsonNode node) {
        if (node.isContainerNode()) {
            for (JsonNode child : node) {
                if (saysSomething(child)) {
                    return true;
                }
            }
            return false;
        }
        return !node.isMissingNode() && !node.isNull();
    }
}
