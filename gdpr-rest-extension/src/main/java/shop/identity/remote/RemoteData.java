package shop.identity.remote;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHeaders;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.jboss.logging.Logger;

/** What services show of a customer, asked for one after the other, each for a while and up to a length. */
public final class RemoteData {

    private static final Logger LOG = Logger.getLogger(RemoteData.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int LONGEST_ANSWER = 1024 * 1024;
    private static final int PORTION = 8192;

    private final RemoteOptions options;
    private final RequestConfig patience;

    public RemoteData(RemoteOptions options) {
        this.options = options;
        int connect = (int) options.connect().toMillis();
        this.patience = RequestConfig.custom()
                .setConnectTimeout(connect)
                .setConnectionRequestTimeout(connect)
                .setSocketTimeout((int) options.read().toMillis())
                .setRedirectsEnabled(false)
                .build();
    }

    /** @param data as the service has it; null where it knows no such customer */
    public record Answer(String path, JsonNode data) {}

    /** Those that are asked, by their names. */
    public List<RemoteService> services() {
        return options.services().values().stream()
                .filter(service -> !service.data().isEmpty())
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** @return empty: it cannot be had, or not all of it */
    public Optional<List<Answer>> of(CloseableHttpClient client, RemoteService service, String customerId) {
        List<Answer> answers = new ArrayList<>();
        try {
            for (ServicePath path : service.data()) {
                answers.add(new Answer(path.text(), ask(client, service, path, customerId)));
            }
            return Optional.of(answers);
        } catch (IOException | RuntimeException e) {
            // Its message may have the address in it, or repeat the answer.
            LOG.warnf(
                    "Service %s does not show what it keeps: %s",
                    service.name(), e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private JsonNode ask(CloseableHttpClient client, RemoteService service, ServicePath path, String customerId)
            throws IOException {
        HttpGet request = new HttpGet(path.below(service.address(), customerId));
        request.setConfig(patience);
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        if (service.token() != null) {
            request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + service.token());
        }
        try (CloseableHttpResponse answer = client.execute(request)) {
            int status = answer.getStatusLine().getStatusCode();
            if (status == NOT_FOUND) {
                return NullNode.getInstance();
            }
            if (status != OK) {
                throw new IOException("the service answered " + status);
            }
            return JSON.readTree(read(answer.getEntity()));
        }
    }

    /** Whoever sends more, or takes longer, is not listened to any further. */
    private byte[] read(HttpEntity entity) throws IOException {
        if (entity == null) {
            throw new IOException("the service answered nothing");
        }
        long deadline = System.nanoTime()
                + Duration.ofMillis(patience.getSocketTimeout()).toNanos();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] portion = new byte[PORTION];
        InputStream body = entity.getContent();
        for (int read = body.read(portion); read >= 0; read = body.read(portion)) {
            bytes.write(portion, 0, read);
            if (bytes.size() > LONGEST_ANSWER || System.nanoTime() > deadline) {
                throw new IOException("the answer is too long, or takes too long");
            }
        }
        return bytes.toByteArray();
    }
}
