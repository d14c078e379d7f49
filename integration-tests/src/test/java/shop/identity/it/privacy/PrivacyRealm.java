package shop.identity.it.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.stack.KeycloakNode;

/** The realm as it ships, whose events are kept, with customers and staff. */
final class PrivacyRealm implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ground ground;
    private final ShippedRealm realm;

    PrivacyRealm(Ground ground) {
        this.ground = ground;
        this.realm = new ShippedRealm(ground, PrivacyRealm::settings);
    }

    private static void settings(RealmRepresentation realm) {
        ShippedRealm.hashesCheaply(realm);
        realm.setEventsEnabled(true);
        realm.setEnabledEventTypes(List.of("LOGIN", "USER_INFO_REQUEST"));
        realm.setAdminEventsEnabled(true);
        realm.setAdminEventsDetailsEnabled(true);
    }

    record Customer(String id, String email) {}

    record Answer(int status, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    String name() {
        return realm.name();
    }

    String id() {
        return resource().toRepresentation().getId();
    }

    RealmResource resource() {
        return realm.resource();
    }

    Customer customer() {
        String email = "privacy-" + UUID.randomUUID() + "@example.com";
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        try (Response answer = resource().users().create(user)) {
            return new Customer(CreatedResponseUtil.getCreatedId(answer), email);
        }
    }

    /** @return a token of theirs */
    String staff(String... roles) throws Exception {
        Customer person = customer();
        ClientRepresentation management =
                resource().clients().findByClientId("realm-management").get(0);
        resource()
                .users()
                .get(person.id())
                .roles()
                .clientLevel(management.getId())
                .add(List.of(roles).stream()
                        .map(role -> resource()
                                .clients()
                                .get(management.getId())
                                .roles()
                                .get(role)
                                .toRepresentation())
                        .toList());
        return token(ground.node(), person);
    }

    String token(KeycloakNode node, Customer customer) throws Exception {
        return new TokenEndpoint(node, name())
                .password(customer.email(), Registration.PASSWORD)
                .accessToken();
    }

    /** By the login form, which is what a token's own time of login comes from. */
    String tokenByForm(Customer customer) throws Exception {
        return tokenByForm(ground.node(), customer);
    }

    /** The nodes have an address each, and so tokens of their own. */
    String tokenByForm(KeycloakNode node, Customer customer) throws Exception {
        return new TokenEndpoint(node, name())
                .code(realm.walkAt(node).logIn(customer.email(), Registration.PASSWORD))
                .accessToken();
    }

    /** @param path below the server's own address */
    static Answer send(KeycloakNode node, String method, String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.baseUrl() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response);
    }

    Answer own(KeycloakNode node, String token) throws Exception {
        return send(node, "GET", "/realms/" + name() + "/shop-privacy/me/export", token);
    }

    /** @param path below the interface for staff */
    Answer staff(String method, String path, String token) throws Exception {
        return send(ground.node(), method, "/admin/realms/" + name() + "/shop-privacy" + path, token);
    }

    @Override
    public void close() {
        realm.close();
    }
}
