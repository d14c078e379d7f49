package shop.identity.bench.erasures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import shop.identity.bench.AdminClient;
import shop.identity.stack.Stack;

/** Staff at {@code /admin/realms/shop}. Any answer but a good one is a mistake of the benchmark. */
final class StaffApi {

    private static final String EVENT = "\"type\":\"LOGIN\"";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;
    private final AdminClient staff;

    StaffApi(Stack stack, AdminClient staff) {
        this.root = stack.keycloak().node(0).baseUrl() + "/admin/realms/" + Stack.REALM;
        this.staff = staff;
    }

    /** Of all customers, whoever writes first that they are in it. */
    void makeSegment(String name) {
        send("POST", "/shop-segments", "{\"name\":\"" + name + "\",\"rule\":\"attribute.country = 'DE'\"}");
    }

    /** Stock Keycloak's own way to be rid of an account. */
    void delete(int customer) {
        send("DELETE", "/users/" + id(customer), "");
    }

    /** @return until the last byte is there */
    Duration export(int customer) {
        // Renewed where it has to be, before the time begins.
        staff.token();
        long began = System.nanoTime();
        String document = send("GET", "/shop-privacy/customers/" + id(customer) + "/export", "");
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        int events = document.split(EVENT, -1).length - 1;
        if (events < ErasureSizes.EVENTS_OF_THE_EXPORTED) {
            throw new IllegalStateException("Only " + events + " events were handed out");
        }
        return took;
    }

    /** As the database makes it of the number. */
    private static String id(int customer) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(("customer " + customer).getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(digest);
            return new UUID(
                            Long.parseUnsignedLong(hex.substring(0, 16), 16),
                            Long.parseUnsignedLong(hex.substring(16), 16))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has it", e);
        }
    }

    private String send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + staff.token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
