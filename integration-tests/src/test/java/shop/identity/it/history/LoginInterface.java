package shop.identity.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import shop.identity.it.staff.OpenApi;

/** The login history over REST; each answer is held against the document. */
final class LoginInterface {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final OpenApi document;
    private final String schema;
    private final Set<Integer> seen = new TreeSet<>();

    /** @param schema what an answer, or each element of one, is */
    LoginInterface(String url, OpenApi document, String schema) {
        this.url = url;
        this.document = document;
        this.schema = schema;
    }

    record Answer(int status, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + response.body(), e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The names of what was wrong. */
        Set<String> wrong() {
            Set<String> fields = new TreeSet<>();
            json().get("errors").forEach(error -> fields.add(error.get("field").asText()));
            return fields;
        }
    }

    /** @param authorization the header's value; null: none is sent */
    Answer get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Answer answer = new Answer(response.statusCode(), response);
        seen.add(answer.status());
        if (answer.header("Content-Type").startsWith("application/problem+json")) {
            assertThat(document.breaches("Problem", answer.json())).isEmpty();
            assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        } else if (answer.status() == 200 && answer.json().isArray()) {
            answer.json()
                    .forEach(element ->
                            assertThat(document.breaches(schema, element)).isEmpty());
        } else if (answer.status() == 200) {
            assertThat(document.breaches(schema, answer.json())).isEmpty();
        }
        return answer;
    }

    Set<Integer> statuses() {
        return seen;
    }
}
