package shop.identity.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import shop.identity.stack.KeycloakNode;

/** What a node tells at {@code /metrics}, by series: {@code name{label="value",}}. */
public final class Scrape {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<String, Double> series = new HashMap<>();

    private Scrape(String page) {
        page.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            series.put(line.substring(0, space).replace(",}", "}"), Double.valueOf(line.substring(space + 1)));
        });
    }

    public static Scrape of(KeycloakNode node) {
        HttpRequest get = HttpRequest.newBuilder(URI.create(node.managementUrl() + "/metrics"))
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(get, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return new Scrape(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param name as Prometheus writes it, with its labels */
    public double value(String name) {
        assertThat(series).containsKey(name);
        return series.get(name);
    }

    /** The names, without their labels. */
    public Set<String> names() {
        Collection<String> all = series.keySet();
        Set<String> names = new TreeSet<>();
        all.forEach(one -> names.add(one.split("\\{")[0]));
        return names;
    }
}
