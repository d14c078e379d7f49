package shop.identity.it.privacy;

import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.erasure.LeavingRealm;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.ground.Walk;
import shop.identity.it.privacy.PrivacyRealm.Answer;
import shop.identity.it.status.StatusInterface;
import shop.identity.stack.MailFault;
import shop.identity.stack.Order;
import shop.identity.stack.PaymentMethod;
import shop.identity.stack.Stack;

/**
 * A customer of whom every room of the pack and of Keycloak knows something, in the ways in which they come to know it: by forms,
 * over REST, from staff. What no way leads to within a test is written into the tables as the server would.
 *
 * <p>Every word that says who it is has a mark in it that nobody else's data has.
 */
final class KnownCustomer {

    static final String PROVIDER = "elsewhere";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAITING = "shop-verify-form";

    private final Ground ground;
    private final LeavingRealm realm;
    private final String mark = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String email = "Known-" + mark + "@Example.com";
    private final String firstName = "Vorname" + mark;
    private final String formerName = "Taufname" + mark;
    private final String lastName = "Zuname" + mark;
    private final String phone = "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    private String id;
    private String token;

    private KnownCustomer(Ground ground, LeavingRealm realm) {
        this.ground = ground;
        this.realm = realm;
    }

    /** The mail server is away from then on: whoever asks for a customer brings it back. */
    static KnownCustomer in(Ground ground, LeavingRealm realm) throws Exception {
        KnownCustomer customer = new KnownCustomer(ground, realm);
        customer.beExpected();
        customer.register();
        customer.haveThings();
        customer.beCaredFor();
        customer.comeAgain();
        customer.leaveSomethingWaiting();
        customer.beWritten();
        return customer;
    }

    String id() {
        return id;
    }

    String email() {
        return email;
    }

    /** Of a login a moment ago. */
    String token() {
        return token;
    }

    Leaver leaver() {
        return new Leaver(id, email, lastName);
    }

    /** What says who it is. Not the id, which stays. */
    List<String> words() {
        return List.of(
                email,
                firstName,
                formerName,
                lastName,
                phone,
                "Gartenweg " + mark,
                "Firma " + mark,
                "Ort" + mark,
                "external-" + mark,
                "external-name-" + mark,
                "Liste " + mark,
                "Notiz " + mark,
                "Fall " + mark);
    }

    private void beExpected() throws Exception {
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(PROVIDER);
        provider.setProviderId("oidc");
        provider.setEnabled(true);
        provider.setConfig(Map.of(
                "clientId", "shop",
                "clientSecret", "shop",
                "authorizationUrl", "https://elsewhere.example/auth",
                "tokenUrl", "https://elsewhere.example/token"));
        realm.resource().identityProviders().create(provider).close();
        byStaff("POST", "/shop-segments", "{\"name\":\"everybody-" + mark + "\",\"default\":true}");
    }

    /** With a mistake first, then with everything that the form asks for; verified by mail and by text message. */
    private void register() throws Exception {
        Walk walk = realm.shipped().walk();
        Map<String, String> details = new HashMap<>(Walk.details(email));
        details.putAll(Map.of(
                "firstName",
                formerName,
                "lastName",
                lastName,
                "phoneNumber",
                phone.replace("+49", "0"),
                "marketingConsent",
                "on",
                "password-confirm",
                "another one"));
        Walk.Page mistaken = walk.submit(walk.registrationForm().form("kc-register-form"), details);
        details.put("password-confirm", Registration.PASSWORD);
        Walk.Page mail = walk.submit(mistaken.form("kc-register-form"), details);
        Walk.Page message = walk.submit(
                mail.form(WAITING), Map.of("code", realm.shipped().mailTo(email).code()));
        Walk.Page in = walk.submit(
                message.form(WAITING),
                Map.of(
                        "action",
                        "verify",
                        "code",
                        realm.shipped().smsTo(phone, 1).code()));
        token = tokenOf(in);
        id = ground.customerId(email.toLowerCase(Locale.ROOT)).orElseThrow();
    }

    private String tokenOf(Walk.Page loggedIn) throws Exception {
        return new TokenEndpoint(ground.node(), realm.shipped().name())
                .code(loggedIn)
                .accessToken();
    }

    private void haveThings() throws Exception {
        for (String kind : List.of("shipping", "billing")) {
            String address = """
                    {"kind":"%s","default":true,"recipient":"%s %s","company":"Firma %s","streetLines":["Gartenweg %s"],
                     "postalCode":"51147","city":"Ort%s","country":"DE","phone":"%s"}
                    """.formatted(kind, formerName, lastName, mark, mark, mark, phone);
            own("POST", "/addresses", address, "Idempotency-Key", "key-" + kind + mark);
        }
        String list = own("POST", "/wishlists", "{\"name\":\"Liste " + mark + "\"}")
                .json()
                .get("id")
                .asText();
        own("PUT", "/wishlists/" + list + "/items/SKU-4711", "{\"quantity\":2,\"note\":\"Notiz " + mark + "\"}");
        own("PUT", "/preferences", "{\"language\":\"de\",\"channels\":[\"email\",\"sms\"],\"newsletter\":false}");
        own("PUT", "/preferences/consents/marketing", "{\"given\":true,\"textVersion\":\"2026-11\"}");
        ground.stack().orders().setOrders(id, List.of(new Order("o-" + mark, Order.Status.DELIVERED, lastName)));
        ground.stack().payments().setMethods(id, List.of(new PaymentMethod("m-" + mark, "card", "Visa")));
    }

    private Answer own(String method, String path, String body, String... headers) throws Exception {
        return Rest.done(
                ground.node(),
                method,
                "/realms/" + realm.shipped().name() + "/shop-customer/me" + path,
                token,
                body,
                headers);
    }

    private Answer byStaff(String method, String path, String body) throws Exception {
        return Rest.done(
                ground.node(),
                method,
                "/admin/realms/" + realm.shipped().name() + path,
                new TokenEndpoint(ground.node(), "master")
                        .password(Stack.ADMIN, Stack.ADMIN)
                        .accessToken(),
                body);
    }

    private void beCaredFor() throws Exception {
        var user = realm.resource().users().get(id);
        UserRepresentation renamed = user.toRepresentation();
        renamed.setFirstName(firstName);
        user.update(renamed);
        FederatedIdentityRepresentation link = new FederatedIdentityRepresentation();
        link.setUserId("external-" + mark);
        link.setUserName("external-name-" + mark);
        user.addFederatedIdentity(PROVIDER, link).close();
        String friends = byStaff("POST", "/shop-segments", "{\"name\":\"friends-" + mark + "\"}")
                .json()
                .get("id")
                .asText();
        user.joinGroup(friends);
        user.groups().stream()
                .filter(group -> group.getName().startsWith("everybody-"))
                .forEach(group -> user.leaveGroup(group.getId()));
        byStaff("PATCH", "/shop-segments/facts/" + id, "{\"orders\":3}");
        realm.api().byStaff("POST", "/" + realm.leaves(leaver()) + "/cancel", "");
        StatusInterface status =
                StatusInterface.ofAdministrator(ground.node(), realm.shipped().name());
        status.put(id, "{\"status\":\"SUSPENDED\",\"reason\":\"Fall " + mark + "\"}");
        status.put(id, "{\"status\":\"ACTIVE\",\"reason\":\"Fall " + mark + " ist erledigt\"}");
    }

    /** With an offline session beside the one of the browser; and somebody else tries as well. */
    private void comeAgain() throws Exception {
        Walk walk = realm.shipped().walk();
        Walk.Page in = walk.logIn(email, Registration.PASSWORD);
        token = tokenOf(in);
        tokenOf(walk.open(ground.node().baseUrl() + "/realms/" + realm.shipped().name()
                + "/protocol/openid-connect/auth?client_id=storefront&response_type=code"
                + "&scope=openid%20offline_access&redirect_uri=http%3A%2F%2Flocalhost%2Fcallback"
                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        realm.shipped().walk().logIn(email, "wrong");
        UserRepresentation user = realm.resource().users().get(id).toRepresentation();
        user.setRequiredActions(List.of("UPDATE_PROFILE"));
        realm.resource().users().get(id).update(user);
    }

    /** The first mail waits for the mail server, and what is asked for after it for whoever looks into it. */
    private void leaveSomethingWaiting() throws Exception {
        ground.mail().setFault(MailFault.away());
        forget();
        Awaitility.await("a mail that cannot be sent")
                .atMost(PATIENCE)
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_MAIL WHERE USER_ID = ?", id) > 0);
        try (Held held = Held.waiting(ground, realm.id(), "reset")) {
            forget();
        }
    }

    private void forget() throws Exception {
        Walk walk = realm.shipped().walk();
        Walk.Page form = walk.open(walk.login().link("login-actions/reset-credentials"));
        walk.submit(form.form("shop-reset-form"), Map.of("username", email));
    }

    /** What takes hours, or applications that a test would have to run. */
    private void beWritten() throws Exception {
        String realmId = realm.id();
        try (Connection connection = ground.postgres().connect()) {
            new Person(realmId, id, email, email, phone, "external-" + mark, "external-name-" + mark)
                    .writeUnreachable(connection);
        }
    }
}
