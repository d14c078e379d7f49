package shop.identity.it.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.registration.KeyedForms.address;
import static shop.identity.it.registration.KeyedForms.assertNotIn;
import static shop.identity.it.registration.KeyedForms.changed;
import static shop.identity.it.registration.KeyedForms.enter;
import static shop.identity.it.registration.KeyedForms.key;
import static shop.identity.it.registration.KeyedForms.reloaded;
import static shop.identity.it.registration.KeyedForms.seen;
import static shop.identity.it.registration.KeyedForms.send;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.TwoNodes;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** A registration's form with an {@code Idempotency-Key}, which a shop's app sends until it gets an answer. */
@OnGround
@TwoNodes
@Tag("CD-6")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedRegistrationIT {

    private static final int MANY = 50;

    private final Ground ground;
    private ShippedRealm realm;
    private KeycloakNode second;
    private KeyedForms forms;

    RepeatedRegistrationIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        second = ground.secondNode();
        realm = new ShippedRealm(ground, ShippedRealm::passwordComesLast);
        forms = new KeyedForms(ground, realm);
    }

    @AfterAll
    void stop() {
        realm.close();
    }

    @Test
    void ofFiftyAtOnceOneIsCarriedOutAndAllGetItsPage() throws Exception {
        String email = address("fifty");
        String key = key();
        List<Walk> walks = new ArrayList<>();
        List<String> actions = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Walk walk = realm.walkAt(i % 2 == 0 ? ground.node() : second);
            walks.add(walk);
            actions.add(walk.registrationForm().form("kc-register-form"));
        }

        List<Walk.Page> pages =
                Together.run(MANY, i -> walks.get(i).submitWithKey(actions.get(i), Walk.details(email), key));

        assertThat(pages).allMatch(page -> page.has("shop-verify-form"));
        assertThat(pages.stream().map(page -> seen(page, email)).distinct()).hasSize(1);
        forms.liftCoolDown();
        Walk late = realm.walkAt(second);
        Walk.Page waiting = send(late, Walk.details(email), key);
        assertThat(seen(waiting, email)).isEqualTo(seen(pages.get(0), email));
        assertOneAccount(email);
        Walk.Page verified = enter(late, waiting, realm.mailTo(email).code());
        Map<String, String> password =
                Map.of("password-new", Registration.PASSWORD, "password-confirm", Registration.PASSWORD);
        assertThat(late.submit(verified.form("kc-passwd-update-form"), password).isLoggedIn())
                .isTrue();
        for (int i : new int[] {0, 1}) {
            assertNotIn(reloaded(walks.get(i), pages.get(i)));
        }
    }

    private void assertOneAccount(String email) throws Exception {
        realm.mailTo(email);
        forms.letMailsGo();
        assertThat(forms.accounts(email)).hasSize(1);
        assertThat(ground.topic().settled(forms.accounts(email).get(0), 1))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created");
        assertThat(ground.mail().messagesTo(email)).hasSize(1);
    }

    @Test
    void aRepeatDoesNotWaitForeverForTheFirst() throws Exception {
        String email = address("slow");
        String key = key();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection inTheWay = ground.postgres().connect()) {
            inTheWay.setAutoCommit(false);
            holdBack(inTheWay, email);
            Future<Walk.Page> first = thread.submit(() -> forms.send(Walk.details(email), key));
            Awaitility.await()
                    .until(() ->
                            ground.count("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                                    > 0);

            Walk.Page impatient = send(realm.walkAt(second), Walk.details(email), key);

            assertThat(impatient.has("kc-register-form")).isTrue();
            assertThat(impatient.body()).contains("temporarily unavailable");
            inTheWay.rollback();
            assertThat(first.get().has("shop-verify-form")).isTrue();
        } finally {
            thread.shutdownNow();
        }
        assertThat(forms.send(Walk.details(email), key).has("shop-verify-form")).isTrue();
        assertOneAccount(email);
    }

    /** As if a registration with this address were under way. */
    private void holdBack(Connection connection, String email) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(? || '/' || ?, 11))")) {
            lock.setString(1, realm.resource().toRepresentation().getId());
            lock.setString(2, email);
            lock.execute();
        }
    }

    @Test
    void inTheBrowserOfTheFirstTheFormLeadsToThePageThatWaits() throws Exception {
        String email = address("same");
        String key = key();
        Walk walk = realm.walk();
        String form = walk.registrationForm().form("kc-register-form");
        Walk.Page first = walk.submitWithKey(form, Walk.details(email), key);

        Walk.Page again = walk.submitWithKey(form, Walk.details(email), key);

        assertThat(again.status()).isLessThan(500);
        forms.liftCoolDown();
        Walk.Page tab = send(walk, Walk.details(email), key);
        assertThat(seen(tab, email)).isEqualTo(seen(first, email));
        assertOneAccount(email);
        assertThat(enter(walk, tab, realm.mailTo(email).code()).has("kc-passwd-update-form"))
                .isTrue();
    }

    @Test
    void theSameFormSentTwiceAtOnceInOneBrowserMakesOneAccount() throws Exception {
        String email = address("twice");
        String key = key();
        Walk walk = realm.walk();
        String form = walk.registrationForm().form("kc-register-form");

        List<Walk.Page> pages = Together.run(2, i -> walk.submitWithKey(form, Walk.details(email), key));

        assertThat(pages).extracting(Walk.Page::status).allMatch(status -> status < 500);
        assertThat(pages).anyMatch(page -> page.has("shop-verify-form"));
        assertOneAccount(email);
    }

    @ParameterizedTest
    @CsvSource({"email, other-form@example.com", "firstName, Max", "marketingConsent, on"})
    void theKeyWithAnotherFormIsRefused(String field, String value) throws Exception {
        String email = address("first");
        String key = key();
        forms.send(Walk.details(email), key);

        Walk.Page refused = forms.send(changed(Walk.details(email), field, value), key);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.has("kc-register-form")).isTrue();
        assertThat(refused.body()).contains("This Idempotency-Key came with another form before.");
        assertThat(forms.accounts("other-form@example.com")).isEmpty();
        assertThat(ground.mail().messagesTo("other-form@example.com")).isEmpty();
        assertOneAccount(email);
    }

    @Test
    void aPasswordIsNoPartOfTheForm() throws Exception {
        String email = address("password");
        String key = key();
        forms.send(Walk.details(email), key);

        assertThat(forms.send(changed(Walk.details(email), "password", "another one 2"), key)
                        .has("shop-verify-form"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void whatIsNoKeyIsRefused(int length) throws Exception {
        String email = address("nokey");

        Walk.Page refused = forms.send(Walk.details(email), "x".repeat(length));

        assertThat(refused.has("kc-register-form")).isTrue();
        assertThat(refused.body()).contains("The header Idempotency-Key has to be one text of 1 to 255 characters");
        assertThat(forms.accounts(email)).isEmpty();
    }
}
