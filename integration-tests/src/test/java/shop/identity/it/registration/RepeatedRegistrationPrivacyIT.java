package shop.identity.it.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.registration.KeyedForms.address;
import static shop.identity.it.registration.KeyedForms.assertNotIn;
import static shop.identity.it.registration.KeyedForms.enter;
import static shop.identity.it.registration.KeyedForms.key;
import static shop.identity.it.registration.KeyedForms.reloaded;
import static shop.identity.it.registration.KeyedForms.seen;
import static shop.identity.it.registration.KeyedForms.send;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ReceivedMail;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.TwoNodes;
import shop.identity.it.ground.Walk;
import shop.identity.stack.CaughtMail;
import shop.identity.stack.KeycloakNode;

/** Nobody gets in, or learns of an account, by sending a form again with its {@code Idempotency-Key}. */
@OnGround
@TwoNodes
@Tag("CD-6")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedRegistrationPrivacyIT {

    private final Ground ground;
    private ShippedRealm realm;
    private KeycloakNode second;
    private KeyedForms forms;

    RepeatedRegistrationPrivacyIT(Ground ground) {
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

        forms.liftCoolDown();
        Walk late = realm.walk();
        Walk.Page after = send(late, Walk.details(email), key);

        assertThat(seen(after, email)).isEqualTo(seen(before, email));
        assertNotIn(enter(late, after, code));
        assertNotIn(reloaded(late, after));
        assertNotIn(reloaded(waiting, before));
        forms.letMailsGo();
        assertThat(ground.mail().messagesTo(email))
                .extracting(CaughtMail::subject)
                .containsOnlyOnce(mail.mail().subject())
                .doesNotContain("You already have an account");
        assertThat(forms.accounts(email)).hasSize(1);
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
        String free = seen(forms.send(Walk.details(unknown), otherKey), unknown);
        String freeAgain = seen(forms.send(Walk.details(unknown), otherKey), unknown);

        List<String> taken = new ArrayList<>();
        taken.add(seen(forms.send(Walk.details(known.toUpperCase(Locale.ROOT)), key), known));
        forms.liftCoolDown();
        List<Walk.Page> repeats = Together.run(10, i -> {
            Walk walk = realm.walkAt(i % 2 == 0 ? ground.node() : second);
            return send(walk, Walk.details(known), key);
        });
        repeats.forEach(page -> taken.add(seen(page, known)));

        assertThat(taken).containsOnly(free);
        assertThat(freeAgain).isEqualTo(free);
        assertThat(repeats).extracting(Walk.Page::took).allMatch(took -> took.toMillis() >= 400);
        assertThat(realm.mailTo(known).mail().subject()).isEqualTo("You already have an account");
        forms.letMailsGo();
        assertThat(ground.mail().messagesTo(known)).hasSize(1);
        assertThat(forms.accounts(known)).hasSize(1);
    }

    @Test
    void theKeyOfACustomerWhoIsDeletedIsForgotten() throws Exception {
        String email = address("deleted");
        String key = key();
        forms.send(Walk.details(email), key);
        String first = forms.accounts(email).get(0);
        String kept = "SELECT STATUS FROM SHOP_REPEATABLE_ANSWER WHERE LOCATION = ?";
        assertThat(ground.query(kept, first)).hasSize(1);
        realm.resource().users().delete(first).close();
        assertThat(ground.query(kept, first)).isEmpty();

        Walk.Page page = forms.send(Walk.details(email), key);

        assertThat(page.has("shop-verify-form")).isTrue();
        assertThat(forms.accounts(email)).hasSize(1).doesNotContain(first);
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
            assertThat(forms.accounts(email)).hasSize(1);
        }
    }
}
