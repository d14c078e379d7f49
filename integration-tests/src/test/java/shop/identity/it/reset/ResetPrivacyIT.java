package shop.identity.it.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.reset.ForgetfulCustomers.ask;
import static shop.identity.it.reset.ForgetfulCustomers.newAddress;
import static shop.identity.it.reset.ForgetfulCustomers.normalised;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.MannWhitney;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** Nobody learns from the answer whether an address has an account, and nobody else's server gets into the mail. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResetPrivacyIT {

    private static final int PAIRS = 220;

    private final Ground ground;
    private ShippedRealm realm;
    private ForgetfulCustomers customers;

    ResetPrivacyIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
        customers = new ForgetfulCustomers(ground, realm);
        PartialImportRepresentation known = new PartialImportRepresentation();
        known.setIfResourceExists("FAIL");
        known.setUsers(IntStream.range(0, PAIRS)
                .mapToObj(i -> verified(address("known", i)))
                .toList());
        try (Response imported = realm.resource().partialImport(known)) {
            assertThat(imported.getStatus()).isEqualTo(200);
        }
    }

    private static UserRepresentation verified(String email) {
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        return user;
    }

    private String address(String whose, int number) {
        return whose + "-" + number + "-" + realm.name() + "@example.com";
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @Test
    @Tag("PW-2")
    void knownAndUnknownLookAndTakeTheSame() throws Exception {
        List<Double> known = new ArrayList<>();
        List<Double> unknown = new ArrayList<>();
        Random order = new Random(7);
        for (int i = 0; i < PAIRS; i++) {
            boolean knownFirst = order.nextBoolean();
            String first = once(address(knownFirst ? "known" : "other", i), knownFirst ? known : unknown);
            String second = once(address(knownFirst ? "other" : "known", i), knownFirst ? unknown : known);
            assertThat(second).isEqualTo(first);
        }
        double p = MannWhitney.p(known, unknown);
        System.out.printf(
                "Reset of known and unknown addresses, %d pairs: medians %.1f and %.1f ms, Mann-Whitney p = %.4f%n",
                PAIRS, median(known), median(unknown), p);
        assertThat(p).isGreaterThan(0.001);
        customers.awaitLookedInto();
        assertThat(realm.mailTo(address("known", PAIRS - 1)).link()).isNotBlank();
        assertThat(ground.mail().messagesTo(address("other", PAIRS - 1))).isEmpty();
    }

    /** @return what is seen; how long it took is added to the times */
    private String once(String email, List<Double> times) throws Exception {
        Walk walk = realm.walk();
        Walk.Page answer = ask(walk, ForgetfulCustomers.form(walk), email);
        times.add(answer.took().toNanos() / 1e6);
        return normalised(answer, email);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    @Test
    @Tag("PW-2")
    void aForgedHostNeverGetsIntoTheMail() throws Exception {
        String email = newAddress();
        customers.create(email);
        ForgedRequest forged = new ForgedRequest(ground.node().baseUrl(), "evil.example");
        String form = forged.get("/realms/" + realm.name() + "/login-actions/reset-credentials?client_id=storefront");
        assertThat(form).as("the server believes the header").contains("evil.example");
        assertThat(forged.post(ForgedRequest.action(form), "username=" + email.replace("@", "%40")))
                .contains("shop-sending");

        String mail = realm.mailTo(email).mail().text();

        assertThat(realm.mailTo(email).link()).startsWith("http://localhost:");
        assertThat(mail).doesNotContain("evil.example");
    }
}
