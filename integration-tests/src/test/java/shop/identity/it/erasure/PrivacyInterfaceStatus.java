package shop.identity.it.erasure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import shop.identity.it.ground.Ground;

/** For answers that no document promises. */
record PrivacyInterfaceStatus(LeavingRealm realm, Ground ground) {

    int post(String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(ground.node().baseUrl() + "/realms/"
                                        + realm.shipped().name() + "/shop-privacy/me/erasure"))
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
