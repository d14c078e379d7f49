package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;

/** The account REST interface, as an app of the shop's own would call it. */
@OnPath
class AccountRestPathsIT {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Ground ground;
    private final Customers customers;
    private LoginRealm realm;

    AccountRestPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void open() {
        realm = new LoginRealm(ground, customers.admin(), settings -> {});
        ClientRepresentation app = new ClientRepresentation();
        app.setClientId("app");
        app.setPublicClient(true);
        app.setDirectAccessGrantsEnabled(true);
        try (Response answer = realm.resource().clients().create(app)) {
            assertThat(answer.getStatus()).isEqualTo(201);
        }
    }

    @AfterEach
    void close() {
        realm.close();
    }

    @Test
    @DisplayName("account REST: profile update")
    @Tag("EV-3")
    void profileUpdate(PathRow path) throws IOException, InterruptedException {
        String email = customers.address();
        String id = realm.customer(email, user -> {});
        String token = token(email);
        ObjectNode profile =
                (ObjectNode) json.readTree(answer(account(token).GET()).body());

        HttpResponse<String> saved = answer(account(token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        profile.put("lastName", "Musterfrau").toString())));

        assertThat(saved.statusCode()).isEqualTo(204);
        assertThat(path.tellsSince(1, id).get(0).data().get("fields").toString())
                .isEqualTo("[\"lastName\"]");
    }

    private String token(String email) throws IOException, InterruptedException {
        HttpResponse<String> granted =
                answer(HttpRequest.newBuilder(URI.create(realm.url() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=app&username=" + email
                                + "&password=" + Registration.PASSWORD.replace(' ', '+'))));
        return json.readTree(granted.body()).get("access_token").asText();
    }

    private HttpRequest.Builder account(String token) {
        return HttpRequest.newBuilder(URI.create(realm.url() + "/account"))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
