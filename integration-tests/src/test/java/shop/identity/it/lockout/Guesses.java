package shop.identity.it.lockout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** Somebody who signs in, or tries to, by form and by direct grant; and how many passwords were looked at. */
final class Guesses {

    static final String WRONG = "not-this-one-either";
    static final String RIGHT = Registration.PASSWORD;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Ground ground;
    private final ShippedRealm realm;

    /** @param body null for the storefront's redirect */
    record Answer(int status, String body, boolean isIn, Duration took) {

        /** Nothing was looked at, and nothing said of the password. */
        boolean isTryAgain() {
            return !isIn && status == 503 && (body.contains("temporarily_unavailable") || body.contains("shop-reason"));
        }

        boolean isRefusal() {
            return !isIn
                    && status < 500
                    && (body.contains("Invalid user credentials")
                            || body.contains("Email address or password is wrong"));
        }
    }

    Guesses(Ground ground, ShippedRealm realm) {
        this.ground = ground;
        this.realm = realm;
    }

    /** A threshold of five, and no other measure in between: a machine's pace locks earlier, by the realm's settings. */
    static void fiveFailuresLock(RealmRepresentation realm) {
        ShippedRealm.hashesCheaply(realm);
        realm.setFailureFactor(5);
        realm.setQuickLoginCheckMilliSeconds(0L);
        realm.setWaitIncrementSeconds(600);
        realm.setMaxFailureWaitSeconds(600);
    }

    static void fiveFailuresLockForGood(RealmRepresentation realm) {
        fiveFailuresLock(realm);
        realm.setPermanentLockout(true);
    }

    /** @return the address */
    String customer() {
        return customer(List.of());
    }

    /** @param others beside the password */
    String customer(List<CredentialRepresentation> others) {
        String email = "guessed-" + UUID.randomUUID() + "@example.com";
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        user.setCredentials(Stream.concat(Stream.of(AdminApi.password(RIGHT)), others.stream())
                .toList());
        realm.resource().users().create(user).close();
        return email;
    }

    Answer byGrant(KeycloakNode node, String email, String password) throws IOException, InterruptedException {
        return byGrant(node, email, password, null);
    }

    /** @param code one-time; null for none */
    Answer byGrant(KeycloakNode node, String email, String password, String code)
            throws IOException, InterruptedException {
        String form = "grant_type=password&client_id=admin-cli&username=" + email.replace("@", "%40") + "&password="
                + password + (code == null ? "" : "&totp=" + code);
        long start = System.nanoTime();
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(
                                node.baseUrl() + "/realms/" + realm.name() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Answer(answer.statusCode(), answer.body(), answer.statusCode() == 200, took);
    }

    Answer byForm(KeycloakNode node, String email, String password) throws IOException, InterruptedException {
        return byForm(realm.walkAt(node), email, password);
    }

    Answer byForm(Walk walk, String email, String password) throws IOException, InterruptedException {
        return byForm(walk, walk.login().form("kc-form-login"), email, password);
    }

    Answer byForm(Walk walk, String form, String email, String password) throws IOException, InterruptedException {
        Walk.Page page = walk.submit(form, Map.of("username", email, "password", password));
        return new Answer(page.status(), page.body(), page.isLoggedIn(), page.took());
    }

    /** Passwords that Keycloak's hash provider looked at in this realm, at these nodes. */
    long lookedAt(KeycloakNode... nodes) throws IOException, InterruptedException {
        double sum = 0;
        for (KeycloakNode node : nodes) {
            sum += metric(
                    node, "keycloak_credentials_password_hashing_validations_total", "realm=\"" + realm.name() + "\"");
        }
        return (long) sum;
    }

    /** Attempts that this node refused because it could not count them. */
    double uncounted(KeycloakNode node) throws IOException, InterruptedException {
        return metric(node, "shop_attempts_uncounted_total", "");
    }

    /** Over all series with this label. */
    private static double metric(KeycloakNode node, String name, String label)
            throws IOException, InterruptedException {
        String page = CLIENT.send(
                        HttpRequest.newBuilder(URI.create(node.managementUrl() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return page.lines()
                .filter(line -> line.startsWith(name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String id(String email) {
        return ground.customerId(email).orElseThrow();
    }

    Map<String, Object> shownToStaffAt(KeycloakNode node, String email) {
        try (AdminApi admin = ground.adminAt(node)) {
            return admin.keycloak().realm(realm.name()).attackDetection().bruteForceUserStatus(id(email));
        }
    }

    Map<String, Object> shownToStaff(String email) {
        return realm.resource().attackDetection().bruteForceUserStatus(id(email));
    }
}
