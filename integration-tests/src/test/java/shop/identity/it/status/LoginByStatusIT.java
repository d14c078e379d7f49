package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** What each status makes of a login. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-7")
class LoginByStatusIT {

    private static final String WRONG = "Email address or password is wrong.";

    private final Ground ground;
    private ShippedRealm realm;
    private Arrivals arrivals;

    LoginByStatusIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        arrivals = new Arrivals(ground, realm);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private static Arguments of(String what, Consumer<UserRepresentation> change) {
        return Arguments.argumentSet(what, change);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                of("suspended", Arrivals::suspended),
                of("erased", Arrivals::erased),
                of(
                        "erased, and enabled by mistake",
                        erased -> erased.setAttributes(Map.of("shopStatus", List.of("ERASED")))),
                of("inactive, and nobody says until when", Arrivals::inactive),
                of("inactive, and the deletion is overdue", Arrivals.inactiveUntil("2020-12-24T00:00:00Z")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isSentToSupport(Consumer<UserRepresentation> status) throws Exception {
        Arrivals.Customer customer = arrivals.customer(status);

        Walk.Page page = arrivals.byForm(customer, Registration.PASSWORD);

        assertThat(page.isLoggedIn()).isFalse();
        assertThat(page.body()).contains(Arrivals.SUPPORT);
        assertThat(arrivals.newest("LOGIN_ERROR", customer)).isEqualTo("user_disabled");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedByGrant(Consumer<UserRepresentation> status) throws Exception {
        Arrivals.Customer customer = arrivals.customer(status);

        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).isEqualTo(Arrivals.DISABLED);
        assertThat(arrivals.newest("LOGIN_ERROR", customer)).isEqualTo("user_disabled");
        assertThat(arrivals.newest("LOGIN", customer)).isEqualTo("none");
    }

    static Stream<Arguments> all() {
        return Stream.concat(
                refused(),
                Stream.of(
                        of("active", user -> {}),
                        of("pending", user -> user.setEmailVerified(false)),
                        of("leaving", Arrivals.inactiveUntil(Arrivals.IN_THE_FUTURE))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void nobodyLearnsOfItWithAWrongPassword(Consumer<UserRepresentation> status) throws Exception {
        Arrivals.Customer nobody = new Arrivals.Customer("", "nobody@example.com");
        Arrivals.Customer customer = arrivals.customer(status);

        Walk.Page page = arrivals.byForm(customer, Arrivals.WRONG);

        assertThat(page.body()).contains(WRONG).doesNotContain(Arrivals.SUPPORT, "shop-keep-form", "shop-verify-form");
        assertThat(seen(page, customer)).isEqualTo(seen(arrivals.byForm(nobody, Arrivals.WRONG), nobody));
        assertThat(arrivals.byGrant(customer, Arrivals.WRONG))
                .isEqualTo(arrivals.byGrant(nobody, Arrivals.WRONG))
                .contains("Invalid user credentials");
    }

    private static String seen(Walk.Page page, Arrivals.Customer customer) {
        return page.first() + " " + page.status() + " "
                + page.body()
                        .replace(customer.email(), "ADDRESS")
                        .replaceAll("(session_code|execution|tab_id|client_data)=[^\"&]*", "$1")
                        .replaceAll("\"[A-Za-z0-9+/]{64}\"", "SESSION");
    }

    @Test
    void anActiveCustomerIsIn() throws Exception {
        Arrivals.Customer customer = arrivals.customer(user -> {});

        assertThat(arrivals.byForm(customer, Registration.PASSWORD).isLoggedIn())
                .isTrue();
        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).startsWith("200 ");
        assertThat(arrivals.newest("LOGIN", customer)).isEqualTo("null");
    }

    @Test
    void aPendingCustomerVerifiesTheAddressFirst() throws Exception {
        Arrivals.Customer customer = arrivals.customer(user -> user.setEmailVerified(false));
        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).isEqualTo(Arrivals.NOT_READY);
        Walk walk = realm.walk();

        Walk.Page waiting = walk.logIn(customer.email(), Registration.PASSWORD);
        Walk.Page in = walk.submit(
                waiting.form("shop-verify-form"),
                Map.of("code", realm.mailTo(customer.email()).code()));

        assertThat(in.isLoggedIn()).isTrue();
        CustomerRecord told = ground.topic().settled(customer.id(), 3).get(2);
        assertThat(told.type()).isEqualTo("customer.status_changed");
        assertThat(told.data().get("from").asText()).isEqualTo("PENDING");
        assertThat(told.data().get("to").asText()).isEqualTo("ACTIVE");
    }

    /** The login form is not all: a cookie logs in, too. */
    @Test
    void aCookieIsNoWayRoundTheStatus() throws Exception {
        Arrivals.Customer customer = arrivals.customer(user -> {});
        Walk walk = realm.walk();
        assertThat(walk.logIn(customer.email(), Registration.PASSWORD).isLoggedIn())
                .isTrue();
        for (Consumer<UserRepresentation> status : List.of(
                Arrivals.inactiveUntil(Arrivals.IN_THE_FUTURE), (Consumer<UserRepresentation>) Arrivals::inactive)) {
            UserRepresentation user =
                    realm.resource().users().get(customer.id()).toRepresentation();
            status.accept(user);
            realm.resource().users().get(customer.id()).update(user);

            assertThat(walk.login().isLoggedIn()).isFalse();
        }
    }

    @Test
    void nobodyRegistersWithAStatus() throws Exception {
        String email = "registered-" + realm.name() + "@example.com";
        Walk walk = realm.walk();
        Map<String, String> details = Walk.details(email);
        details.put("shopStatus", "ERASED");
        details.put("shopDeletionDue", Arrivals.IN_THE_FUTURE);
        walk.submit(walk.registrationForm().form("kc-register-form"), details);

        String id = ground.customerId(email).orElseThrow();
        assertThat(arrivals.status(new Arrivals.Customer(id, email)))
                .doesNotContainKeys("shopStatus", "shopDeletionDue");
    }
}
