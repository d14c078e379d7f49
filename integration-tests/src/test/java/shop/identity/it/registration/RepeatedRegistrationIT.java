package shop.identity.it.registration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ReceivedMail;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Walk;
import shop.identity.stack.CaughtMail;
import shop.identity.stack.KeycloakNode;

/** A registration's form with an {@code Idempotency-Key}, which a shop's app sends until it gets an answer. */
@OnGround
@Tag("CD-6")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedRegistrationIT {

    private static final int MANY = 50;

    private final Ground ground;
    private ShippedRealm realm;
    private KeycloakNode second;

    RepeatedRegistrationIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        second = ground.secondNode();
        realm = new ShippedRealm(ground, ShippedRealm::passwordComesLast);
    }

    @AfterAll
    void stop() {
        realm.close();
        second.stop();
    }

    private static String address(String name) {
        return name + "-" + UUID.randomUUID() + "@example.com";
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** The form in a browser of its own. */
    private Walk.Page send(Map<String, String> details, String key) throws Exception {
        return send(realm.walk(), details, key);
    }

    private static Walk.Page send(Walk walk, Map<String, String> details, String key) throws Exception {
        return walk.submitWithKey(walk.registrationForm().form("kc-register-form"), details, key);
    }

    private static Map<String, String> changed(Map<String, String> details, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(details);
        changed.put(name, value);
        return changed;
    }

    /** Statuses and text, without the codes of the session. */
    private static String seen(Walk.Page page, String email) {
        return page.first() + " " + page.status() + " "
                + page.body()
                        .replace(email, "ADDRESS")
                        .replaceAll("localhost:\\d+", "HOST")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
                        .replaceAll("(session_code|execution|tab_id|client_data)=[^\"&]*", "$1");
    }

    @Test
    void ofFiftyAtOnceOneIsCarriedOutAndAllGetItsPage() throws Exception {
        String email = address("fifty");
        String key = key();
        List<Walk> walks = new ArrayList<>();
        List<String> forms = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Walk walk = realm.walkAt(i % 2 == 0 ? ground.node() : second);
            walks.add(walk);
            forms.add(walk.registrationForm().form("kc-register-form"));
        }

        List<Walk.Page> pages =
                Together.run(MANY, i -> walks.get(i).submitWithKey(forms.get(i), Walk.details(email), key));

        assertThat(pages).allMatch(page -> page.has("shop-verify-form"));
        assertThat(pages.stream().map(page -> seen(page, email)).distinct()).hasSize(1);
        liftCoolDown();
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

    /** A mail that a repeat asked for would be sent. */
    private void liftCoolDown() {
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE KIND = 'verification-again' AND REALM_ID = '"
                + realm.resource().toRepresentation().getId() + "'");
    }

    private static Walk.Page enter(Walk walk, Walk.Page waiting, String code) throws Exception {
        return walk.submit(waiting.form("shop-verify-form"), Map.of("code", code));
    }

    private void assertOneAccount(String email) throws Exception {
        realm.mailTo(email);
        letMailsGo();
        assertThat(accounts(email)).hasSize(1);
        assertThat(ground.topic().settled(accounts(email).get(0), 1))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created");
        assertThat(ground.mail().messagesTo(email)).hasSize(1);
    }

    private List<String> accounts(String email) {
        return ground.query("SELECT ID FROM USER_ENTITY WHERE EMAIL = ?", email);
    }

    /** A mail that was asked for later has come. */
    private void letMailsGo() throws Exception {
        String later = address("later");
        realm.walk().register(later);
        realm.mailTo(later);
    }

    @Test
    void aRepeatDoesNotWaitForeverForTheFirst() throws Exception {
        String email = address("slow");
        String key = key();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection inTheWay = ground.postgres().connect()) {
            inTheWay.setAutoCommit(false);
            holdBack(inTheWay, email);
            Future<Walk.Page> first = thread.submit(() -> send(Walk.details(email), key));
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
        assertThat(send(Walk.details(email), key).has("shop-verify-form")).isTrue();
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
        liftCoolDown();
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
        send(Walk.details(email), key);

        Walk.Page refused = send(changed(Walk.details(email), field, value), key);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.has("kc-register-form")).isTrue();
        assertThat(refused.body()).contains("This Idempotency-Key came with another form before.");
        assertThat(accounts("other-form@example.com")).isEmpty();
        assertThat(ground.mail().messagesTo("other-form@example.com")).isEmpty();
        assertOneAccount(email);
    }

    @Test
    void aPasswordIsNoPartOfTheForm() throws Exception {
        String email = address("password");
        String key = key();
        send(Walk.details(email), key);

        assertThat(send(changed(Walk.details(email), "password", "another one 2"), key)
                        .has("shop-verify-form"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void whatIsNoKeyIsRefused(int length) throws Exception {
        String email = address("nokey");

        Walk.Page refused = send(Walk.details(email), "x".repeat(length));

        assertThat(refused.has("kc-register-form")).isTrue();
        assertThat(refused.body()).contains("The header Idempotency-Key has to be one text of 1 to 255 characters");
        assertThat(accounts(email)).isEmpty();
    }

    @Test
    void nobodyIsLoggedInByAFormOnceTheAddressIsVerified() throws Exception {
        String email = address("verified");
        String key = key();
        Walk waiting = realm.walk();
        Walk.Page before = send(waiting, Walk.details(email), key);
        Walk owner = realm.walk();
        ReceivedMail mail = realm.mailTo(email);
        String code = mail.code();
        assertThat(enter(owner, send(owner, Walk.details(email), key), code).has("kc-passwd-update-form"))
                .isTrue();

        liftCoolDown();
        Walk late = realm.walk();
        Walk.Page after = send(late, Walk.details(email), key);

        assertThat(seen(after, email)).isEqualTo(seen(before, email));
        assertNotIn(enter(late, after, code));
        assertNotIn(reloaded(late, after));
        assertNotIn(reloaded(waiting, before));
        letMailsGo();
        assertThat(ground.mail().messagesTo(email))
                .extracting(CaughtMail::subject)
                .containsOnlyOnce(mail.mail().subject())
                .doesNotContain("You already have an account");
        assertThat(accounts(email)).hasSize(1);
    }

    private static Walk.Page reloaded(Walk walk, Walk.Page waiting) throws Exception {
        return walk.open(waiting.form("shop-verify-form").replaceAll("session_code=[^&]*&", ""));
    }

    private static void assertNotIn(Walk.Page page) {
        assertThat(page.isLoggedIn()).isFalse();
        assertThat(page.has("kc-passwd-update-form")).isFalse();
        assertThat(page.has("shop-verify-form") || page.has("kc-form-login"))
                .as(page.toString())
                .isTrue();
    }

    @Test
    void ofATakenAddressItsOwnerIsToldOnceAndNobodyElse() throws Exception {
        String known = address("known");
        UserRepresentation owner = AdminApi.person(known);
        owner.setEmailVerified(true);
        try (Response created = realm.resource().users().create(owner)) {
            assertThat(created.getStatus()).isEqualTo(201);
        }
        String unknown = address("unknown");
        String key = key();
        String otherKey = key();
        String free = seen(send(Walk.details(unknown), otherKey), unknown);
        String freeAgain = seen(send(Walk.details(unknown), otherKey), unknown);

        List<String> taken = new ArrayList<>();
        taken.add(seen(send(Walk.details(known.toUpperCase(Locale.ROOT)), key), known));
        liftCoolDown();
        List<Walk.Page> repeats = Together.run(10, i -> {
            Walk walk = realm.walkAt(i % 2 == 0 ? ground.node() : second);
            return send(walk, Walk.details(known), key);
        });
        repeats.forEach(page -> taken.add(seen(page, known)));

        assertThat(taken).containsOnly(free);
        assertThat(freeAgain).isEqualTo(free);
        assertThat(IntStream.range(0, repeats.size())
                        .mapToObj(i -> repeats.get(i).took().toMillis() / 400))
                .as("the step of time")
                .noneMatch(steps -> steps == 0);
        assertThat(realm.mailTo(known).mail().subject()).isEqualTo("You already have an account");
        letMailsGo();
        assertThat(ground.mail().messagesTo(known)).hasSize(1);
        assertThat(accounts(known)).hasSize(1);
    }

    @Test
    void theKeyOfACustomerWhoIsDeletedIsForgotten() throws Exception {
        String email = address("deleted");
        String key = key();
        send(Walk.details(email), key);
        String first = accounts(email).get(0);
        String kept = "SELECT STATUS FROM SHOP_REPEATABLE_ANSWER WHERE LOCATION = ?";
        assertThat(ground.query(kept, first)).hasSize(1);
        realm.resource().users().delete(first).close();
        assertThat(ground.query(kept, first)).isEmpty();

        Walk.Page page = send(Walk.details(email), key);

        assertThat(page.has("shop-verify-form")).isTrue();
        assertThat(accounts(email)).hasSize(1).doesNotContain(first);
    }

    @Test
    void whereNobodyVerifiesARepeatIsToldThatTheAddressIsTaken() throws Exception {
        try (ShippedRealm open = new ShippedRealm(ground, shipped -> shipped.setVerifyEmail(false))) {
            String email = address("open");
            String key = key();
            assertThat(send(open.walk(), Walk.details(email), key).isLoggedIn()).isTrue();

            Walk.Page again = send(open.walk(), Walk.details(email), key);

            assertThat(again.isLoggedIn()).isFalse();
            assertThat(again.has("kc-register-form")).isTrue();
            assertThat(again.body()).contains("Email already exists");
            assertThat(accounts(email)).hasSize(1);
        }
    }
}
