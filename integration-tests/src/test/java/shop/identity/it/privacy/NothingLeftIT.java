package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.erasure.LeavingRealm;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.stack.Stack;

/**
 * A customer of whom everything is known asks to be erased, and is: by the same request and the same worker as in a shop. Then every
 * column of every table, the logs of all nodes since they first started, and whatever the topic was given since are searched for
 * whatever said who it was.
 */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-4")
@Tag("GD-6")
class NothingLeftIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final String MODE = "--spi-realm-restapi-extension--shop-privacy--mode=";
    private static final String TOLD =
            "--spi-events-listener--shop-customer-events--personal-data=email,firstName,lastName,phoneNumber";

    /** Of a customer whose account is deleted only the events are left, and what staff did. */
    private static final Set<String> AFTER_DELETION = Set.of("SHOP_OUTBOX", "SHOP_QUEUE", "ADMIN_EVENT_ENTITY");

    /** Of the attributes the mark of the status stays. */
    private static final String STATUS = "USER_ATTRIBUTE.USER_ID";

    private final Ground ground;

    NothingLeftIT(Ground ground) {
        this.ground = ground;
    }

    @AfterEach
    void behave() {
        ground.mail().setFault(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymise", "delete"})
    void ofACustomerWhoWasErased(String mode) throws Exception {
        if (mode.equals("anonymise")) {
            assertNothingIsLeft(mode);
            return;
        }
        ground.node().stop();
        ground.node().start(List.of(MODE + mode, TOLD));
        try {
            assertNothingIsLeft(mode);
        } finally {
            ground.node().stop();
            ground.node().start();
        }
    }

    private void assertNothingIsLeft(String mode) throws Exception {
        try (LeavingRealm realm = new LeavingRealm(ground)) {
            KnownCustomer customer = KnownCustomer.in(ground, realm);
            String letter = deadLetterOf(realm, customer);
            assertThat(tables(Traces.from(ground).inDatabase(customer.words())))
                    .as("or else there would be nothing to be erased")
                    .contains(
                            "USER_ENTITY",
                            "USER_ATTRIBUTE",
                            "USER_VER_CREDENTIAL",
                            "FEDERATED_IDENTITY",
                            "EVENT_ENTITY",
                            "ADMIN_EVENT_ENTITY",
                            "SHOP_ADDRESS",
                            "SHOP_ATTEMPT",
                            "SHOP_OUTBOX",
                            "SHOP_REPEATABLE_ANSWER",
                            "SHOP_STATUS_NOTE",
                            "SHOP_TOKEN",
                            "SHOP_VERIFIED_PHONE",
                            "SHOP_WISHLIST",
                            "SHOP_WISHLIST_ITEM");
            assertThat(tables(Traces.from(ground).inDatabase(List.of(customer.id()))))
                    .contains(
                            "OFFLINE_USER_SESSION",
                            "SHOP_LOGIN",
                            "SHOP_LOGIN_FAILURE",
                            "SHOP_LOGOUT",
                            "SHOP_MAIL",
                            "SHOP_SMS",
                            "SHOP_WELCOME",
                            "USER_CONSENT");
            assertThat(requestsForPasswords(realm)).isEqualTo(1);

            assertThat(exported(realm, customer))
                    .as("and now the server's caches know the customer as well")
                    .contains(customer.words());

            String erasure = realm.api().own("POST", customer.token()).text("id");
            Traces since = Traces.from(ground);
            realm.erase(erasure);

            Awaitility.await("the other services")
                    .atMost(PATIENCE)
                    .until(() ->
                            ground.count("SELECT COUNT(*) FROM SHOP_ERASURE_TASK WHERE CUSTOMER_ID = ?", customer.id())
                                    == 0);
            assertTheRestIsTold(realm, customer, letter, mode);
            assertThat(since.of(customer.words())).as(mode).isEmpty();
            assertThat(requestsForPasswords(realm)).isZero();
            assertTheIdIsOnlyWhereItMayBe(customer, mode);
            if (mode.equals("anonymise")) {
                assertThat(exported(realm, customer))
                        .as("what the server knows still")
                        .doesNotContain(customer.words());
            }
            assertThat(ground.stack().orders().orders(customer.id()))
                    .as("orders are the same customer's, who has no name")
                    .singleElement()
                    .satisfies(order -> assertThat(order.recipient()).isNull());
            assertThat(ground.stack().payments().methods(customer.id())).isEmpty();
        }
    }

    /** By staff. With the address as the customer typed it, which Keycloak has in lower case. */
    private String exported(LeavingRealm realm, KnownCustomer customer) throws Exception {
        String path =
                "/admin/realms/" + realm.shipped().name() + "/shop-privacy/customers/" + customer.id() + "/export";
        String document = Rest.done(ground.node(), "GET", path, administrator(), "")
                .response()
                .body();
        return document.replace(customer.email().toLowerCase(Locale.ROOT), customer.email());
    }

    private String administrator() throws Exception {
        return new TokenEndpoint(ground.node(), "master")
                .password(Stack.ADMIN, Stack.ADMIN)
                .accessToken();
    }

    private long requestsForPasswords(LeavingRealm realm) {
        return ground.count("SELECT COUNT(*) FROM SHOP_RESET_REQUEST WHERE REALM_ID = ?", realm.id());
    }

    /** An event with the customer's data in it that Kafka would not take. What comes later waits behind it. */
    private String deadLetterOf(LeavingRealm realm, KnownCustomer customer) {
        ground.topic().settled(customer.id(), (int)
                ground.count("SELECT COUNT(*) FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", customer.id()));
        try (Held held = Held.dead(ground, realm.id(), "kafka")) {
            UserRepresentation user =
                    realm.resource().users().get(customer.id()).toRepresentation();
            user.setLastName(user.getLastName() + "-Neu");
            realm.resource().users().get(customer.id()).update(user);
        }
        List<String> letters = ground.query(
                "SELECT JOB_ID::text FROM SHOP_QUEUE WHERE QUEUE = 'kafka' AND ITEM_KEY = ? AND DEAD_SINCE IS NOT NULL"
                        + " ORDER BY POSITION",
                customer.id());
        assertThat(letters).hasSize(1);
        // As it is written where an administrator allows it.
        ground.execute("UPDATE SHOP_OUTBOX SET PAYLOAD = left(PAYLOAD, -1) || ',\"personalData\":{\"email\":\""
                + customer.email() + "\"}}' WHERE ID = '" + letters.get(0)
                + "' AND PAYLOAD NOT LIKE '%\"personalData\":%'");
        return letters.get(0);
    }

    /** Staff have the dead letter tried again: what is told now is told of nobody. */
    private void assertTheRestIsTold(LeavingRealm realm, KnownCustomer customer, String letter, String mode)
            throws Exception {
        Rest.done(
                ground.node(),
                "POST",
                "/admin/realms/" + realm.shipped().name() + "/shop-outbox/dead-letters/" + letter + "/requeue",
                administrator(),
                "");
        String last = mode.equals("delete") ? "customer.deleted" : "customer.erased";
        List<CustomerRecord> told = ground.topic()
                .eventually(customer.id(), records -> records.stream().anyMatch(record -> last.equals(record.type())));
        assertThat(told.stream().map(record -> record.type())).contains("customer.erased");
        assertThat(told.stream().filter(record -> letter.equals(record.id())))
                .as("the dead letter")
                .singleElement()
                .satisfies(
                        record -> assertThat(record.data().has("personalData")).isFalse());
    }

    private void assertTheIdIsOnlyWhereItMayBe(KnownCustomer customer, String mode) {
        Set<String> may = DataMap.read().placesThatKeepIds();
        may.add(STATUS);
        Awaitility.await("what applications have still to be told")
                .atMost(PATIENCE)
                .pollInterval(A_MOMENT)
                .untilAsserted(() -> {
                    Set<String> places = Traces.from(ground).inDatabase(List.of(customer.id())).stream()
                            .map(place -> place.substring(0, place.indexOf(':')))
                            .collect(Collectors.toCollection(TreeSet::new));
                    assertThat(may).containsAll(places);
                    if (mode.equals("delete")) {
                        assertThat(tables(places)).isSubsetOf(AFTER_DELETION);
                    }
                });
    }

    private static Set<String> tables(Set<String> places) {
        return places.stream()
                .map(place -> place.substring(0, place.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
