package shop.identity.it.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** A trace that came in with a request goes on with its events. */
@OnGround
@Tag("EV-2")
class TraceContextIT {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Ground ground;

    TraceContextIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void traceparentOfTheRequestIsAHeader() throws IOException, InterruptedException {
        assertThat(createdWith(TRACEPARENT).headers()).containsEntry("traceparent", TRACEPARENT);
    }

    @Test
    void whatIsNoTraceparentIsIgnored() throws IOException, InterruptedException {
        assertThat(createdWith("00-<script>-1").headers()).doesNotContainKey("traceparent");
    }

    private CustomerRecord createdWith(String traceparent) throws IOException, InterruptedException {
        String email = "t-" + UUID.randomUUID() + "@example.com";
        try (AdminApi admin = ground.admin()) {
            HttpRequest create = HttpRequest.newBuilder(
                            URI.create(ground.node().baseUrl() + "/admin/realms/shop/users"))
                    .header(
                            "Authorization",
                            "Bearer " + admin.keycloak().tokenManager().getAccessTokenString())
                    .header("Content-Type", "application/json")
                    .header("traceparent", traceparent)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"" + email + "\",\"email\":\"" + email
                            + "\",\"firstName\":\"Erika\",\"lastName\":\"Mustermann\"}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(create, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(201);
        }
        return ground.topic()
                .eventually(ground.customerId(email).orElseThrow(), 1)
                .get(0);
    }
}
