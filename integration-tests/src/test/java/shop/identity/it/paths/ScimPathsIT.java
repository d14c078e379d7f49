package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** Another system keeps customers over SCIM (feature {@code scim-api}, a preview). */
@OnPath
class ScimPathsIT {

    private static final String CLIENT = "crm";
    private static final String SECRET = "crm-4711";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Ground ground;
    private final Customers customers;
    private OwnRealm realm;
    private String users;

    ScimPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void realmWithScim() {
        realm = customers.realm(settings -> settings.setScimApiEnabled(true));
        String scim = ground.node().baseUrl() + "/realms/" + realm.name() + "/scim/v2";
        users = scim + "/Users";
        String client =
                CreatedResponseUtil.getCreatedId(realm.resource().clients().create(crm(scim)));
        String account =
                realm.resource().clients().get(client).getServiceAccountUser().getId();
        String management = realm.resource()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        realm.resource()
                .users()
                .get(account)
                .roles()
                .clientLevel(management)
                .add(List.of(realm.resource()
                        .clients()
                        .get(management)
                        .roles()
                        .get("manage-users")
                        .toRepresentation()));
    }

    @AfterEach
    void clear() {
        realm.close();
    }

    @Test
    @DisplayName("SCIM: create")
    void create(PathRow path) throws IOException, InterruptedException {
        path.tells(created());
    }

    @Test
    @DisplayName("SCIM: replace")
    @Tag("EV-3")
    void replace(PathRow path) throws IOException, InterruptedException {
        String email = customers.address();
        String id = created(email);

        send(request("/" + id).PUT(person(email, "Maximiliane", ", \"id\": \"" + id + "\"")), 200);

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("fields").toString()).isEqualTo("[\"firstName\"]");
    }

    @Test
    @DisplayName("SCIM: delete")
    @Tag("EV-3")
    void delete(PathRow path) throws IOException, InterruptedException {
        String id = created();

        send(request("/" + id).DELETE(), 204);

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("administration");
    }

    private String created() throws IOException, InterruptedException {
        return created(customers.address());
    }

    private String created(String email) throws IOException, InterruptedException {
        String answer = send(request("").POST(person(email, "Erika", "")), 201);
        return new ObjectMapper().readTree(answer).get("id").asText();
    }

    private static HttpRequest.BodyPublisher person(String email, String firstName, String more) {
        return HttpRequest.BodyPublishers.ofString("""
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%1$s", "active": true,
                 "emails": [{"value": "%1$s", "primary": true}],
                 "name": {"givenName": "%2$s", "familyName": "Mustermann"}%3$s}
                """.formatted(email, firstName, more));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(users + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/scim+json");
    }

    private String send(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return answer.body();
    }

    private String token() {
        try (Keycloak crm = KeycloakBuilder.builder()
                .serverUrl(ground.node().baseUrl())
                .realm(realm.name())
                .clientId(CLIENT)
                .clientSecret(SECRET)
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .build()) {
            return crm.tokenManager().getAccessTokenString();
        }
    }

    private static ClientRepresentation crm(String scim) {
        ProtocolMapperRepresentation audience = new ProtocolMapperRepresentation();
        audience.setName("scim");
        audience.setProtocol("openid-connect");
        audience.setProtocolMapper("oidc-audience-mapper");
        audience.setConfig(Map.of("included.custom.audience", scim, "access.token.claim", "true"));
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(CLIENT);
        client.setSecret(SECRET);
        client.setPublicClient(false);
        client.setServiceAccountsEnabled(true);
        client.setProtocolMappers(List.of(audience));
        return client;
    }
}
