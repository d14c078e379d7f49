package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.AuthorizationResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.authorization.ClientPolicyRepresentation;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.stack.KeycloakNode;

/**
 * A service shows a token of an identity provider and gets one for the customer behind it. Only the first version of token
 * exchange does that: a preview that needs the first version of fine-grained permissions, which shuts out the second one.
 * So it has a node of its own.
 */
@OnPath
class TokenExchangePathsIT {

    private static final List<String> FEATURES = List.of("token-exchange", "admin-fine-grained-authz:v1");
    private static final String SERVICE = "service";
    private static final String SECRET = "service-4711";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Ground ground;
    private final Customers customers;

    TokenExchangePathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @Test
    @DisplayName("token exchange: a token of an identity provider")
    void externalToken(PathRow path) throws IOException, InterruptedException {
        String email = customers.address();
        KeycloakNode node = ground.stack().keycloak().nodeWithFeatures(FEATURES);
        node.start();
        try (AdminApi admin = ground.adminAt(node);
                OwnRealm providers = new OwnRealm(admin, ground.stack().ports(), settings -> {});
                OwnRealm realm = new OwnRealm(admin, ground.stack().ports(), settings -> {})) {
            ShopIdentityProvider provider = new ShopIdentityProvider(providers, node.baseUrl());
            provider.add(email);
            provider.addTo(realm, false);
            allowService(admin, node, realm);

            JsonNode exchanged = exchange(tokenOf(email, node, providers), node, realm);

            assertThat(exchanged.get("access_token").asText()).isNotEmpty();
            path.tells(
                    realm.resource().users().searchByEmail(email, true).get(0).getId());
        } finally {
            node.stop();
        }
    }

    private void allowService(AdminApi admin, KeycloakNode node, OwnRealm realm)
            throws IOException, InterruptedException {
        ClientRepresentation service = new ClientRepresentation();
        service.setClientId(SERVICE);
        service.setSecret(SECRET);
        service.setPublicClient(false);
        String id = CreatedResponseUtil.getCreatedId(realm.resource().clients().create(service));
        String permission = exchangePermission(admin, node, realm);
        String management = realm.resource()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        AuthorizationResource authorization =
                realm.resource().clients().get(management).authorization();
        ClientPolicyRepresentation policy = new ClientPolicyRepresentation();
        policy.setName("the service");
        policy.setClients(Set.of(id));
        authorization.policies().client().create(policy).close();
        ScopePermissionRepresentation scope =
                authorization.permissions().scope().findById(permission).toRepresentation();
        scope.setPolicies(Set.of(
                authorization.policies().client().findByName("the service").getId()));
        authorization.permissions().scope().findById(permission).update(scope);
    }

    /** Permissions for the provider, switched on; the admin client has no method for that. */
    private String exchangePermission(AdminApi admin, KeycloakNode node, OwnRealm realm)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.baseUrl() + "/admin/realms/" + realm.name()
                        + "/identity-provider/instances/" + ShopIdentityProvider.ALIAS + "/management/permissions"))
                .header(
                        "Authorization",
                        "Bearer " + admin.keycloak().tokenManager().getAccessTokenString())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"enabled\": true}"))
                .build();
        return answer(request).get("scopePermissions").get("token-exchange").asText();
    }

    private String tokenOf(String email, KeycloakNode node, OwnRealm providers)
            throws IOException, InterruptedException {
        return token(
                        node,
                        providers,
                        Map.of(
                                "grant_type", "password",
                                "client_id", "storefront",
                                "username", email,
                                "password", Registration.PASSWORD,
                                "scope", "openid"))
                .get("access_token")
                .asText();
    }

    private JsonNode exchange(String external, KeycloakNode node, OwnRealm realm)
            throws IOException, InterruptedException {
        return token(
                node,
                realm,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "client_id",
                        SERVICE,
                        "client_secret",
                        SECRET,
                        "subject_token",
                        external,
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "subject_issuer",
                        ShopIdentityProvider.ALIAS));
    }

    private JsonNode token(KeycloakNode node, OwnRealm realm, Map<String, String> form)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(node.baseUrl() + "/realms/" + realm.name() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
        return answer(request);
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
