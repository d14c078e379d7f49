package shop.identity.it.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;

/** What staff see of the services that had to erase a customer, too. */
record RemoteProof(Ground ground, LeavingRealm realm) {

    /** @return such as {@code order acknowledged} */
    List<String> of(String erasureId) throws IOException, InterruptedException {
        String path = "/admin/realms/" + realm.shipped().name() + "/shop-privacy/erasures/" + erasureId + "/tasks";
        try (AdminApi admin = ground.admin()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(ground.node().baseUrl() + path))
                    .header(
                            "Authorization",
                            "Bearer " + admin.keycloak().tokenManager().getAccessTokenString())
                    .build();
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode tasks = new ObjectMapper().readTree(body);
            return StreamSupport.stream(tasks.spliterator(), false)
                    .map(task -> task.get("service").asText() + " "
                            + task.get("state").asText())
                    .toList();
        }
    }
}
