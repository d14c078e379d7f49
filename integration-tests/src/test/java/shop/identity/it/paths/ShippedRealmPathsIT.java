package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** The flows of the realm that ships, from end to end. */
@OnPath
class ShippedRealmPathsIT {

    private final Ground ground;
    private final Customers customers;
    private ShippedRealm realm;

    ShippedRealmPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void open() {
        realm = new ShippedRealm(ground);
    }

    @AfterEach
    void close() {
        realm.close();
    }

    private String id(String email) {
        return ground.customerId(email).orElseThrow();
    }

    @Test
    @DisplayName("realm that ships: registration form, code of the mail, code of the text message")
    @Tag("VF-5")
    void fromStrangerToVerified(PathRow path) throws Exception {
        String email = customers.address();
        String number = "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
        Map<String, String> details = new HashMap<>(Walk.details(email));
        details.put("phoneNumber", number);
        Walk walk = realm.walk();
        Walk.Page mail = walk.submit(walk.registrationForm().form("kc-register-form"), details);

        Walk.Page message = walk.submit(
                mail.form("shop-verify-form"),
                Map.of("code", realm.mailTo(email).code()));
        Walk.Page done = walk.submit(
                message.form("shop-verify-form"),
                Map.of("action", "verify", "code", realm.smsTo(number, 1).code()));

        assertThat(done.isLoggedIn()).isTrue();
        List<CustomerRecord> records = path.tells(id(email));
        assertThat(records.get(1).data().get("channels").toString()).isEqualTo("[\"email\"]");
        assertThat(records.get(4).data().get("channels").toString()).isEqualTo("[\"phone\"]");
    }

    @Test
    @DisplayName("realm that ships: forgotten password, link followed, password chosen")
    @Tag("PW-3")
    void forgottenPassword(PathRow path) throws Exception {
        String email = customers.address();
        Walk registration = realm.walk();
        Walk.Page waiting = registration.register(email);
        registration.submit(
                waiting.form("shop-verify-form"),
                Map.of("code", realm.mailTo(email).code()));
        String id = id(email);
        ground.topic().eventually(id, 3);
        // The second one is the welcome.
        realm.mailTo(email, 2);
        Walk walk = realm.walk();
        Walk.Page forgot = walk.open(walk.login().link("login-actions/reset-credentials"));
        walk.submit(forgot.form("shop-reset-form"), Map.of("username", email));

        Walk.Page chosen = walk.submit(
                walk.open(realm.mailTo(email, 3).link()).form("shop-confirm-form"),
                Map.of("password-new", Registration.PASSWORD + "0", "password-confirm", Registration.PASSWORD + "0"));

        assertThat(chosen.body()).contains("shop-done");
        CustomerRecord told = path.tellsSince(3, id).get(0);
        assertThat(told.data().toString())
                .isEqualTo("{\"customerId\":\"" + id
                        + "\",\"credentials\":[{\"type\":\"password\",\"change\":\"set\"}],\"reason\":\"reset\"}");
    }
}
