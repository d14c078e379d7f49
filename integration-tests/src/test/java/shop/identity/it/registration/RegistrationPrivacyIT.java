package shop.identity.it.registration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** Nobody learns from the registration whether an address has an account, but the owner of the address. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationPrivacyIT {

    private static final int PAIRS = 200;
    private static final int FEW_PAIRS = 50;

    private final Ground ground;
    private ShippedRealm realm;

    RegistrationPrivacyIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::passwordComesLast);
        PartialImportRepresentation known = new PartialImportRepresentation();
        known.setIfResourceExists("FAIL");
        known.setUsers(
                IntStream.range(0, PAIRS + 2).mapToObj(i -> user(known(i))).toList());
        try (Response imported = realm.resource().partialImport(known)) {
            assertThat(imported.getStatus()).isEqualTo(200);
        }
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private UserRepresentation user(String email) {
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        return user;
    }

    private String known(int number) {
        return "known-" + number + "-" + realm.name() + "@example.com";
    }

    @Test
    @Tag("RG-5")
    void knownAndUnknownSeeTheSamePagesToTheEnd() throws Exception {
        String known = known(PAIRS);
        String unknown = "unknown-" + UUID.randomUUID() + "@example.com";
        assertThat(course(known)).isEqualTo(course(unknown));
    }

    /** The page, five wrong codes and one more, and a mail asked for too soon. */
    private List<String> course(String email) throws Exception {
        List<String> seen = new ArrayList<>();
        Walk walk = realm.walk();
        Walk.Page page = walk.register(email);
        seen.add(normalised(page, email));
        for (int i = 0; i < 6; i++) {
            page = walk.submit(page.form("shop-verify-form"), Map.of("code", "000000"));
            seen.add(normalised(page, email));
        }
        page = walk.submit(page.form("shop-resend-form"), Map.of("action", "resend"));
        seen.add(normalised(page, email));
        return seen;
    }

    private String normalised(Walk.Page page, String email) {
        return page.first() + " " + page.status() + " "
                + page.body()
                        .replace(email, "ADDRESS")
                        .replaceAll("(session_code|execution|tab_id|client_data)=[^\"&]*", "$1")
                        .replaceAll("\\b\\d+ seconds", "N seconds");
    }

    @Test
    @Tag("RG-5")
    void theOwnerOfTheAddressIsToldByMail() throws Exception {
        String known = known(PAIRS + 1);
        Walk.Page page = realm.walk().register(known);

        assertThat(page.body()).contains("shop-verify-form");
        assertThat(realm.mailTo(known).mail().subject()).isEqualTo("You already have an account");
        assertThat(ground.query("SELECT ID FROM USER_ENTITY WHERE EMAIL = ?", known))
                .hasSize(1);
    }

    @Test
    @Tag("RG-5")
    @Tag("long")
    void knownAndUnknownTakeTheSameTime() throws Exception {
        takeTheSameTime(PAIRS);
    }

    /** What is plain to see, such as a hash that one of them is spared. */
    @Test
    @Tag("RG-5")
    void knownAndUnknownTakeMuchTheSameTime() throws Exception {
        takeTheSameTime(FEW_PAIRS);
    }

    private void takeTheSameTime(int pairs) throws Exception {
        List<Double> known = new ArrayList<>();
        List<Double> unknown = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            known.add(millis(known(i)));
            unknown.add(millis("unknown-" + i + "-" + realm.name() + "@example.com"));
        }
        double p = MannWhitney.p(known, unknown);
        System.out.printf(
                "Registration of known and unknown addresses: medians %.1f and %.1f ms, Mann-Whitney p = %.4f%n",
                median(known), median(unknown), p);
        assertThat(p).isGreaterThan(0.001);
    }

    private double millis(String email) throws Exception {
        return realm.walk().register(email).took().toNanos() / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
