package shop.identity.it.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as it goes over the wire.
 *
 * @param target path and query, in the spelling of the wire
 * @param body   null: none is sent
 */
record Exchange(String method, String target, Map<String, String> headers, byte[] body) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 300;

    static Exchange of(String method, String target) {
        return new Exchange(method, target, Map.of(), null);
    }

    Exchange with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Exchange(method, target, more, body);
    }

    /** @param token null: none is sent */
    Exchange as(String token) {
        return token == null ? this : with("Authorization", "Bearer " + token);
    }

    Exchange withBody(byte[] bytes) {
        Exchange typed = headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
        return new Exchange(method, target, typed.headers, bytes);
    }

    Exchange withTarget(String other) {
        return new Exchange(method, other, headers, body);
    }

    Exchange withMethod(String other) {
        return new Exchange(other, target, headers, body);
    }

    record Answer(int status, String contentType, Map<String, String> headers, String text) {

        boolean isProblem() {
            return contentType.startsWith("application/problem+json");
        }

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }
    }

    Answer send(String baseUrl) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + target)).timeout(Duration.ofSeconds(60));
        headers.forEach(request::setHeader);
        request.method(
                method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> seen = new LinkedHashMap<>();
            answer.headers().map().forEach((name, values) -> seen.put(name.toLowerCase(), values.get(0)));
            return new Answer(answer.statusCode(), seen.getOrDefault("content-type", ""), seen, answer.body());
        } catch (IOException e) {
            throw new AssertionError(toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** To be sent again by hand; without the token. */
    @Override
    public String toString() {
        Map<String, String> shown = new LinkedHashMap<>(headers);
        shown.remove("Authorization");
        String text = method + " " + target + " " + shown + (body == null ? "" : " " + new String(body));
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + ")";
    }
}
