package shop.identity.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.http.HttpHeaders;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpDelete;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.impl.client.CloseableHttpClient;
import shop.identity.queue.Delivery;
import shop.identity.queue.Recipients;

/** One call to a service, by Keycloak's own client: through the server's proxies, and with its trust. */
final class RemoteCall {

    static final String KEY = "Idempotency-Key";

    private static final int NOT_FOUND = 404;

    private final RequestConfig patience;
    private final Recipients<String> services;

    RemoteCall(RemoteOptions options, Recipients<String> services) {
        int connect = (int) options.connect().toMillis();
        this.patience = RequestConfig.custom()
                .setConnectTimeout(connect)
                .setConnectionRequestTimeout(connect)
                .setSocketTimeout((int) options.read().toMillis())
                .setRedirectsEnabled(false)
                .build();
        this.services = services;
    }

    Delivery send(CloseableHttpClient client, RemoteService service, ErasureTask task) {
        HttpRequestBase request = request(service, task);
        // What else it has to say is not read: that it did what it was told is in the status.
        try (CloseableHttpResponse answer = client.execute(request)) {
            services.isThere(service.name());
            return outcome(answer.getStatusLine().getStatusCode());
        } catch (ConnectTimeoutException | ConnectException | UnknownHostException e) {
            return away(service, "the service cannot be reached");
        } catch (SocketTimeoutException e) {
            return away(service, "the service did not answer in time");
        } catch (IOException e) {
            return Delivery.retry("the connection broke: " + e.getClass().getSimpleName());
        }
    }

    private HttpRequestBase request(RemoteService service, ErasureTask task) {
        URI address = service.call().path().below(service.address(), task.customerId());
        HttpRequestBase request =
                switch (service.call().method()) {
                    case POST -> new HttpPost(address);
                    case PUT -> new HttpPut(address);
                    case DELETE -> new HttpDelete(address);
                };
        request.setConfig(patience);
        request.setHeader(KEY, task.id().toString());
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        if (service.token() != null) {
            request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + service.token());
        }
        return request;
    }

    private Delivery away(RemoteService service, String reason) {
        services.isAway(service.name(), reason);
        return Delivery.retry(reason);
    }

    /**
     * A service that knows no such customer has nothing left to erase. Whatever else it answers, its duty does not end with it:
     * no task is ever given up.
     */
    static Delivery outcome(int status) {
        return status / 100 == 2 || status == NOT_FOUND
                ? Delivery.delivered()
                : Delivery.retry("the service answered " + status);
    }
}
