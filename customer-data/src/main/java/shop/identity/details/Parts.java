package shop.identity.details;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.customer.CustomerPart;
import shop.identity.customer.CustomerPartFactory;
import shop.identity.server.Promptly;

/**
 * What there is of a customer besides the profile: the parts that the rooms of the pack bring, and open orders. All are asked for
 * at once and waited for until one deadline; what is not there by then is not shown.
 *
 * <p>Each part has a few threads of its own. One that hangs keeps these, and their connections to the database until its
 * statements are stopped there; the others do not notice, and once all its threads hang it is not asked for at all.
 */
final class Parts implements AutoCloseable {

    private static final String ORDERS = "orders";

    private final DetailsOptions options;
    private final SortedMap<String, Function<Whose, Promptly.Answer<JsonNode>>> sources = new TreeMap<>();
    private final MissingParts missing = new MissingParts(Metrics.globalRegistry);
    private final Map<String, Promptly> threads = new TreeMap<>();
    private final OpenOrders orders;

    /** Of which customer. */
    record Whose(String realmId, String customerId) {}

    Parts(KeycloakSessionFactory sessions, DetailsOptions options) {
        this.options = options;
        PartReader reader = new PartReader(sessions, options.deadline());
        sessions.getProviderFactoriesStream(CustomerPart.class)
                .map(CustomerPartFactory.class::cast)
                .map(CustomerPartFactory::getId)
                .forEach(part -> {
                    Promptly own = new Promptly(part, options.threads(), options.deadline());
                    threads.put(part, own);
                    sources.put(part, whose -> own.begin(() -> reader.read(part, whose.realmId(), whose.customerId())));
                });
        orders = options.orderService() == null ? null : new OpenOrders(options);
        if (orders != null) {
            sources.put(ORDERS, whose -> orders.of(whose.customerId()));
        }
        sources.keySet().forEach(missing::expect);
    }

    /**
     * Puts each under its name, and the names of those that are not there, in the order of the alphabet, under
     * {@code incomplete}. What there is nothing of is in neither.
     */
    void addTo(ObjectNode details, Whose whose) {
        Deadline deadline = Deadline.in(options.deadline());
        Map<String, Promptly.Answer<JsonNode>> asked = new LinkedHashMap<>();
        sources.forEach((part, source) -> asked.put(part, begin(source, whose)));
        SortedMap<String, RuntimeException> absent = new TreeMap<>();
        asked.forEach((part, answer) -> {
            try {
                JsonNode shown = answer.await(deadline.left());
                missing.isThere(part);
                if (shown != null) {
                    details.set(part, shown);
                }
            } catch (RuntimeException e) {
                missing.isMissing(part, e);
                absent.put(part, e);
            }
        });
        absent.keySet().forEach(details.putArray("incomplete")::add);
    }

    /** What cannot even begin fails where the others are waited for. */
    private static Promptly.Answer<JsonNode> begin(Function<Whose, Promptly.Answer<JsonNode>> source, Whose whose) {
        try {
            return source.apply(whose);
        } catch (RuntimeException e) {
            return patience -> {
                throw e;
            };
        }
    }

    @Override
    public void close() {
        threads.values().forEach(Promptly::close);
        if (orders != null) {
            orders.close();
        }
        missing.close();
    }
}
