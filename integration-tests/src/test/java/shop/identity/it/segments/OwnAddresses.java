package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import shop.identity.it.ground.Ground;
import shop.identity.it.segments.SegmentRealm.Customer;

/** One customer's address book, as the customer fills it. */
final class OwnAddresses {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final String token;

    OwnAddresses(Ground ground, SegmentRealm realm, Customer customer) throws Exception {
        url = ground.node().baseUrl() + "/realms/" + realm.name() + "/shop-customer/me/addresses";
        token = realm.storefrontToken(customer);
    }

    /** @return its id */
    String add(String kind, String country, String postalCode, String city) throws Exception {
        ObjectNode address = JSON.createObjectNode()
                .put("kind", kind)
                .put("recipient", "Erika Mustermann")
                .put("postalCode", postalCode)
                .put("city", city)
                .put("country", country);
        address.putArray("streetLines").add("Ring 1");
        return JSON.readTree(send("POST", "", address.toString(), 201))
                .get("id")
                .asText();
    }

    void makeDefault(String id) throws Exception {
        send("PATCH", "/" + id, "{\"default\":true}", 200);
    }

    void remove(String id) throws Exception {
        send("DELETE", "/" + id, "", 204);
    }

    private String send(String method, String path, String body, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }
}
