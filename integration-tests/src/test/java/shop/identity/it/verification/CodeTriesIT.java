package shop.identity.it.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Walk;

/** Wrong codes: five of them, however many come at once. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodeTriesIT {

    private static final int MANY = 100;
    private static final String WRONG = "This code is not right";
    private static final String NONE_LEFT = "too many wrong tries";

    private final Ground ground;
    private ShippedRealm realm;
    private Customers customers;

    CodeTriesIT(Ground ground) {
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
    @Tag("VF-4")
    @Tag("VF-5")
    void ofManyWrongCodesAtOnceFiveAreLookedAt() throws Exception {
        Customers.Waiting waiting = customers.register();
        String wrong = waiting.mail().code().equals("000000") ? "000001" : "000000";
        List<Walk> browsers = new ArrayList<>();
        List<String> forms = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Walk browser = realm.walk();
            browsers.add(browser);
            forms.add(browser.logIn(waiting.address(), Registration.PASSWORD).form("shop-verify-form"));
        }

        List<Walk.Page> pages = Together.run(MANY, i -> browsers.get(i).submit(forms.get(i), Map.of("code", wrong)));

        assertThat(pages).filteredOn(page -> page.has(WRONG)).hasSize(5);
        assertThat(pages).filteredOn(page -> page.has(NONE_LEFT)).hasSize(MANY - 5);
        assertThat(customers.ofToken("t.TRIES", waiting.address())).isEqualTo("5");
        Walk.Page late = browsers.get(0)
                .submit(
                        pages.get(0).form("shop-verify-form"),
                        Map.of("code", waiting.mail().code()));
        assertThat(late.has(NONE_LEFT)).isTrue();
        assertThat(customers.isVerified(waiting.address())).isFalse();
        // The link is no guess.
        realm.walk().submit(waiting.mail().link(), Map.of("action", "confirm"));
        assertThat(customers.isVerified(waiting.address())).isTrue();
    }

    @Test
    @Tag("VF-4")
    void aCodeMayBeTypedAsTheMailShowsIt() throws Exception {
        Customers.Waiting waiting = customers.register();
        Walk walk = realm.walk();
        String form = walk.logIn(waiting.address(), Registration.PASSWORD).form("shop-verify-form");
        String code = waiting.mail().code();

        assertThat(walk.submit(form, Map.of("code", code.substring(0, 3) + " " + code.substring(3)))
                        .isLoggedIn())
                .isTrue();
    }

    @Test
    @Tag("VF-5")
    void aCodeIsKeptNowhereInClear() throws Exception {
        Customers.Waiting waiting = customers.register();
        assertThat(customers.ofToken("t::text", waiting.address()))
                .doesNotContain(waiting.mail().code())
                .doesNotContain(waiting.mail().link().replaceAll(".*/", ""));
    }
}
