package shop.identity.it.phone;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.keycloak.admin.client.resource.UserResource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** Somebody with a mailbox and a telephone. */
final class PhoneCustomer {

    static final String FORM = "shop-verify-form";

    private final Ground ground;
    private final ShippedRealm realm;
    private final String email = "p-" + UUID.randomUUID() + "@example.com";
    private final String number;

    PhoneCustomer(Ground ground, ShippedRealm realm) {
        this(ground, realm, anyNumber());
    }

    PhoneCustomer(Ground ground, ShippedRealm realm, String number) {
        this.ground = ground;
        this.realm = realm;
        this.number = number;
    }

    /** In E.164. */
    static String anyNumber() {
        return "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    }

    String email() {
        return email;
    }

    String number() {
        return number;
    }

    /** Registers, with the number as it is dialled within Germany, and shows to have the mailbox. */
    Walk.Page register(Walk walk) throws Exception {
        Map<String, String> details = new HashMap<>(Walk.details(email));
        details.put("phoneNumber", number.replace("+49", "0"));
        Walk.Page waiting = walk.submit(walk.registrationForm().form("kc-register-form"), details);
        return walk.submit(
                waiting.form(FORM), Map.of("code", realm.mailTo(email).code()));
    }

    /** For tests that are not about the way there. */
    void create() {
        var user = new org.keycloak.representations.idm.UserRepresentation();
        user.setUsername(email);
        user.setEmail(email);
        user.setEmailVerified(true);
        user.setEnabled(true);
        user.setFirstName("Erika");
        user.setLastName("Mustermann");
        user.setAttributes(Map.of("phoneNumber", List.of(number)));
        user.setCredentials(List.of(shop.identity.it.ground.AdminApi.password(Registration.PASSWORD)));
        realm.resource().users().create(user).close();
    }

    Walk.Page logIn(Walk walk) throws Exception {
        return walk.logIn(email, Registration.PASSWORD);
    }

    String code() {
        return code(1);
    }

    /** Of the newest of so many messages. */
    String code(int count) {
        return realm.smsTo(number, count).code();
    }

    String id() {
        return ground.customerId(email).orElseThrow();
    }

    UserResource resource() {
        return realm.resource().users().get(id());
    }

    boolean isVerified() {
        return !ground.query(
                        "SELECT VALUE FROM USER_ATTRIBUTE WHERE USER_ID = ? AND NAME = 'phoneNumberVerified' AND VALUE = 'true'",
                        id())
                .isEmpty();
    }

    /** A code that is not the one that was sent. */
    static String wrong(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
    }
}
