package shop.identity.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.util.JsonSerialization;
import shop.identity.queue.Delivery;

/**
 * Posts <code>{"to": "+49…", "text": "…", "id": "…"}</code> to a gateway. The id is also the header {@code
 * Idempotency-Key}: when the first answer is lost, the message is posted again, and the gateway has to know it again.
 */
final class HttpSmsSender implements SmsSender {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client;
    private final HttpSmsOptions options;

    HttpSmsSender(HttpClient client, HttpSmsOptions options) {
        this.client = client;
        this.options = options;
    }

    @Override
    public Delivery send(String realm, SmsMessage message) {
        try {
            return outcome(client.send(request(message), HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return Delivery.unavailable("the gateway cannot be reached");
        } catch (HttpTimeoutException e) {
            return Delivery.retry("the gateway did not answer in time");
        } catch (IOException e) {
            return Delivery.retry("the connection broke: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.retry("the server is stopping");
        }
    }

    private HttpRequest request(SmsMessage message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(options.url())
                .timeout(options.read())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", message.id().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body(message)));
        if (options.token() != null) {
            request.header("Authorization", "Bearer " + options.token());
        }
        return request.build();
    }

    private static String body(SmsMessage message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("to", message.to());
        fields.put("text", message.text());
        fields.put("id", message.id().toString());
        try {
            return JsonSerialization.writeValueAsString(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Delivery outcome(int status) {
        if (status / 100 == 2) {
            return Delivery.delivered();
        }
        String reason = "the gateway answered " + status;
        boolean isForGood = status / 100 == 4 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS;
        return isForGood ? Delivery.rejected(reason) : Delivery.retry(reason);
    }

    @Override
    public void close() {}
}
