package shop.identity.it.status;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** Customers of each status, who come to the login of one realm. */
final class Arrivals {

    static final String WRONG = "not-this-one";
    static final String SUPPORT =
            "This account cannot be used at the moment. Please get in touch with our customer service.";
    static final String DISABLED = "400 {\"error\":\"invalid_grant\",\"error_description\":\"Account disabled\"}";
    static final String NOT_READY =
            "400 {\"error\":\"invalid_grant\",\"error_description\":\"Account is not fully set up\"}";
    static final String IN_THE_FUTURE = "2099-12-24T00:00:00Z";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Ground ground;
    private final ShippedRealm realm;

    Arrivals(Ground ground, ShippedRealm realm) {
        this.ground = ground;
        this.realm = realm;
    }

    record Customer(String id, String email) {}

    /** One who may log in, but for what is changed. */
    Customer customer(Consumer<UserRepresentation> change) {
        String email = "status-" + UUID.randomUUID() + "@example.com";
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        change.accept(user);
        try (Response created = realm.resource().users().create(user)) {
            return new Customer(CreatedResponseUtil.getCreatedId(created), email);
        }
    }

    static void suspended(UserRepresentation user) {
        user.setEnabled(false);
    }

    static void erased(UserRepresentation user) {
        user.setEnabled(false);
        user.setAttributes(Map.of("shopStatus", List.of("ERASED")));
    }

    static void inactive(UserRepresentation user) {
        user.setAttributes(Map.of("shopStatus", List.of("INACTIVE")));
    }

    /** @param due RFC 3339 */
    static Consumer<UserRepresentation> inactiveUntil(String due) {
        return user -> user.setAttributes(Map.of("shopStatus", List.of("INACTIVE"), "shopDeletionDue", List.of(due)));
    }

    /** What stands in the account. */
    Map<String, List<String>> status(Customer customer) {
        Map<String, List<String>> attributes =
                realm.resource().users().get(customer.id()).toRepresentation().getAttributes();
        return attributes == null ? Map.of() : attributes;
    }

    Walk.Page byForm(Customer customer, String password) throws IOException, InterruptedException {
        return realm.walk().logIn(customer.email(), password);
    }

    /** Status and body of the answer. */
    String byGrant(Customer customer, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(
                                ground.node().baseUrl() + "/realms/" + realm.name() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                                + encode(customer.email()) + "&password=" + encode(password)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Keycloak's newest event of this type about the customer: its error, or "none". */
    String newest(String type, Customer customer) {
        List<EventRepresentation> events =
                realm.resource().getEvents(List.of(type), null, customer.id(), null, null, null, null, null);
        return events.isEmpty() ? "none" : String.valueOf(events.get(0).getError());
    }
}
