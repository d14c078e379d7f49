package shop.identity.it.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** Links that do not work, or not any more: each leads to a page that says what to do. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("VF-3")
class DeadLinksIT {

    private final Ground ground;
    private ShippedRealm realm;
    private Customers customers;

    DeadLinksIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        customers = new Customers(ground, realm);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @Test
    void aUsedLinkSaysSo() throws Exception {
        Customers.Waiting waiting = customers.register();
        press(waiting.mail().link());

        assertHelps(press(waiting.mail().link()), "This link was used already");
        assertHelps(realm.walk().open(waiting.mail().link()), "This link was used already");
    }

    @Test
    @Tag("ML-2")
    void anExpiredLinkOffersANewOne() throws Exception {
        Customers.Waiting waiting = customers.register();
        customers.changeTokens(waiting.address(), "EXPIRES_AT = clock_timestamp() - interval '1 second'");
        Walk walk = realm.walk();
        Walk.Page expired = walk.open(waiting.mail().link());
        assertHelps(expired, "This link has expired");
        assertHelps(press(waiting.mail().link()), "This link has expired");

        Walk.Page tooSoon = walk.submit(expired.form("shop-renew-form"), Map.of("action", "renew"));
        assertThat(tooSoon.status()).isEqualTo(429);
        customers.forgetAttempts();
        Walk.Page renewed = walk.submit(expired.form("shop-renew-form"), Map.of("action", "renew"));

        assertThat(renewed.status()).isEqualTo(200);
        press(realm.mailTo(waiting.address(), 2).link());
        assertThat(customers.isVerified(waiting.address())).isTrue();
    }

    @Test
    void aSecondLinkVoidsTheFirst() throws Exception {
        String address = "v-" + UUID.randomUUID() + "@example.com";
        Walk walk = realm.walk();
        Walk.Page page = walk.register(address);
        String first = realm.mailTo(address).link();
        customers.forgetAttempts();
        walk.submit(page.form("shop-resend-form"), Map.of("action", "resend"));
        String second = realm.mailTo(address, 2).link();

        assertHelps(press(first), "There is a newer link");
        assertThat(customers.isVerified(address)).isFalse();
        press(second);
        assertThat(customers.isVerified(address)).isTrue();
    }

    @Test
    void aLinkToAnAddressThatHasChangedIsVoid() throws Exception {
        Customers.Waiting waiting = customers.register();
        String id = ground.customerId(waiting.address()).orElseThrow();
        var user = realm.resource().users().get(id).toRepresentation();
        user.setEmail("new-" + waiting.address());
        realm.resource().users().get(id).update(user);

        assertHelps(press(waiting.mail().link()), "There is a newer link");
        assertThat(customers.isVerified("new-" + waiting.address())).isFalse();
    }

    @Test
    void aLinkOfAnotherRealmIsUnknown() throws Exception {
        Customers.Waiting waiting = customers.register();
        try (ShippedRealm other = new ShippedRealm(ground)) {
            String foreign = waiting.mail().link().replace(realm.name(), other.name());
            assertHelps(other.walk().submit(foreign, Map.of("action", "confirm")), "This link does not work");
        }
        assertThat(customers.isVerified(waiting.address())).isFalse();
    }

    @Test
    void aSuspendedCustomersLinkDoesNotWork() throws Exception {
        Customers.Waiting waiting = customers.register();
        String id = ground.customerId(waiting.address()).orElseThrow();
        var user = realm.resource().users().get(id).toRepresentation();
        user.setEnabled(false);
        realm.resource().users().get(id).update(user);

        assertHelps(press(waiting.mail().link()), "This link does not work");
        assertThat(customers.isVerified(waiting.address())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "%00",
                "%F0%9F%98%80",
                "..%2F..%2Fadmin",
                "'%20OR%201=1--",
                "%3Cscript%3E",
                "a b",
                "%24%7Bjndi%7D",
                "x?y=%7By%7D"
            })
    void whateverIsInALinkItIsAnsweredWithAPage(String secret) throws Exception {
        String link = "/realms/" + realm.name() + "/shop-link/" + secret.replace(" ", "%20");
        assertThat(realm.walk().open(link).status()).isBetween(400, 404);
        assertThat(realm.walk().submit(link, Map.of("action", "confirm")).status())
                .isBetween(400, 404);
    }

    @Test
    void aVeryLongLinkIsAnsweredWithAPage() throws Exception {
        assertHelps(
                realm.walk().open("/realms/" + realm.name() + "/shop-link/" + "x".repeat(5000)),
                "This link does not work");
    }

    private Walk.Page press(String link) throws Exception {
        return realm.walk().submit(link, Map.of("action", "confirm"));
    }

    private static void assertHelps(Walk.Page page, String title) {
        assertThat(page.status()).isEqualTo(400);
        assertThat(List.of(page.body())).allMatch(body -> body.contains(title) && body.contains("id=\"shop-reason\""));
    }
}
