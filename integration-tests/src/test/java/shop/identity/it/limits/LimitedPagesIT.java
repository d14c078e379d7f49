package shop.identity.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/**
 * What a customer meets beyond the limits. The second node lets three attempts a minute through, and five mails; the first
 * one a thousand, and counts with it.
 */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("RG-6")
class LimitedPagesIT {

    private static final String TOO_MANY = "There were too many attempts";
    private static final String WAIT = "Please wait";
    private static final String WAITING = "shop-verify-form";

    private final Ground ground;
    private KeycloakNode strict;
    private ShippedRealm realm;

    LimitedPagesIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void start() {
        strict = ground.stack().keycloak().node(1);
        strict.start(Stream.of(
                        "registration-per-network=3",
                        "reset-per-network=3",
                        "otp-per-network=3",
                        "verification-per-network=5")
                .map(limit -> "--spi-shop-limits--database--" + limit)
                .toList());
    }

    @AfterAll
    void stop() {
        strict.stop();
    }

    @BeforeEach
    void createRealm() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
    }

    @AfterEach
    void removeRealm() {
        realm.close();
    }

    private static String newAddress() {
        return "limited-" + UUID.randomUUID() + "@example.com";
    }

    @Test
    void registrationsFromOneNetworkAreCountedOverAllNodes() throws Exception {
        for (KeycloakNode node : List.of(ground.node(), strict, ground.node())) {
            assertThat(realm.walkAt(node).register(newAddress()).form(WAITING)).isNotNull();
        }
        String address = newAddress();

        Walk walk = realm.walkAt(strict);
        Walk.Page refused = walk.register(address);

        assertThat(refused.has(TOO_MANY)).isTrue();
        // What was typed is still there, to be sent again later.
        assertThat(refused.body()).contains(address).contains("kc-register-form");
        assertThat(ground.customerId(address)).isEmpty();
        assertThat(realm.walk().register(address).form(WAITING)).isNotNull();
    }

    @Test
    void resetsAskedForFromOneNetworkAreRefusedWithTheTimeToWait() throws Exception {
        Walk walk = realm.walkAt(strict);
        for (int i = 0; i < 3; i++) {
            assertThat(forgot(walk, newAddress()).status()).isEqualTo(200);
        }

        Walk.Page refused = forgot(walk, newAddress());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.has(TOO_MANY)).isTrue();
        assertThat(refused.retryAfter()).isBetween(1, 60);
    }

    private static Walk.Page forgot(Walk walk, String address) throws IOException, InterruptedException {
        Walk.Page form = walk.open(walk.login().link("login-actions/reset-credentials"));
        return walk.submit(form.form("shop-reset-form"), Map.of("username", address));
    }

    @Test
    void verificationMailsToOneAddressEndAtFiveAnHour() throws Exception {
        String address = newAddress();
        Walk walk = realm.walk();
        Walk.Page page = walk.register(address);
        for (int i = 2; i <= 5; i++) {
            page = again(walk, page);
            assertThat(page.has(WAIT)).as("too soon").isTrue();
            letCoolDown();
            page = again(walk, page);
            assertThat(page.has(WAIT)).isFalse();
            realm.mailTo(address, i);
        }
        letCoolDown();

        assertThat(again(walk, page).has(WAIT)).isTrue();

        assertThat(ground.mail().messagesTo(address)).hasSize(5);
    }

    @Test
    void verificationMailsAskedForFromOneNetworkAreRefused() throws Exception {
        Walk elsewhere = realm.walk();
        Walk.Page waiting = elsewhere.register(newAddress());
        for (int i = 2; i <= 5; i++) {
            letCoolDown();
            waiting = again(elsewhere, waiting);
        }
        String address = newAddress();

        Walk walk = realm.walkAt(strict);
        Walk.Page refused = walk.register(address);

        // The account is there; its mail is not, and the page says when to ask for it.
        assertThat(refused.has(WAIT)).isTrue();
        assertThat(ground.customerId(address)).isPresent();
        assertThat(ground.mail().messagesTo(address)).isEmpty();
        forgetAttempts("");
        again(walk, refused);
        realm.mailTo(address);
    }

    @Test
    @Tag("VF-5")
    void codesTypedFromOneNetworkAreCountedOverAllNodes() throws Exception {
        String address = newAddress();
        Walk walk = realm.walk();
        Walk.Page page = walk.register(address);
        String code = realm.mailTo(address).code();
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 3; i++) {
            page = walk.submit(page.form(WAITING), Map.of("code", wrong));
        }

        Walk there = realm.walkAt(strict);
        Walk.Page waiting = there.logIn(address, Walk.details(address).get("password"));
        Walk.Page refused = there.submit(waiting.form(WAITING), Map.of("code", code));

        assertThat(refused.has(WAIT)).isTrue();
        // It was not looked at: the tries are not used up by it, and it is still good.
        assertThat(walk.submit(page.form(WAITING), Map.of("code", code)).isLoggedIn())
                .isTrue();
    }

    private static Walk.Page again(Walk walk, Walk.Page page) throws IOException, InterruptedException {
        return walk.submit(page.form(WAITING), Map.of("action", "resend"));
    }

    private void letCoolDown() {
        forgetAttempts("AND KIND = 'verification-again'");
    }

    private void forgetAttempts(String which) {
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE REALM_ID = '"
                + realm.resource().toRepresentation().getId() + "' " + which);
    }
}
