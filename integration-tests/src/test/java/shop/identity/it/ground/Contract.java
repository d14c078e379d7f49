package shop.identity.it.ground;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What every record on the topic must keep, whatever the test: the envelope's headers and the schema of its type. */
final class Contract {

    private static final Map<String, Pattern> HEADERS = Map.ofEntries(
            Map.entry("ce_specversion", Pattern.compile("1\\.0")),
            Map.entry("ce_id", Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")),
            Map.entry("ce_source", Pattern.compile("/realms/[^/]+")),
            Map.entry("ce_type", Pattern.compile("customer\\.[a-z_]+")),
            Map.entry("ce_subject", Pattern.compile(".+")),
            Map.entry("ce_time", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z")),
            Map.entry("ce_dataschema", Pattern.compile("urn:shop-identity:schema:customer\\.[a-z_]+:\\d+")),
            Map.entry("ce_sequence", Pattern.compile("\\d{20}")),
            Map.entry("ce_actor", Pattern.compile("self|admin|system")),
            Map.entry("ce_channel", Pattern.compile("[a-z]+(-[a-z]+)*")),
            Map.entry("content-type", Pattern.compile("application/json")));

    private static final String OPTIONAL = "traceparent";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** @return one sentence per breach */
    List<String> breaches(String key, Map<String, String> headers, JsonNode data) {
        List<String> breaches = new ArrayList<>();
        HEADERS.forEach((name, form) -> {
            String value = headers.get(name);
            if (value == null || !form.matcher(value).matches()) {
                breaches.add("header " + name + " is " + value);
            }
        });
        headers.keySet().stream()
                .filter(name -> !HEADERS.containsKey(name) && !OPTIONAL.equals(name))
                .forEach(name -> breaches.add("header " + name + " is in no contract"));
        if (!String.valueOf(key).equals(headers.get("ce_subject"))) {
            breaches.add("key " + key + " is not the subject");
        }
        if (breaches.isEmpty() && schemaFile(headers.get("ce_dataschema")) == null) {
            breaches.add("there is no schema " + headers.get("ce_dataschema"));
        } else if (breaches.isEmpty()) {
            schemas.computeIfAbsent(headers.get("ce_dataschema"), this::load)
                    .validate(data)
                    .forEach(error -> breaches.add(headers.get("ce_type") + ": " + error));
        }
        return breaches;
    }

    private Schema load(String urn) {
        try (InputStream schema = schemaFile(urn).openStream()) {
            return registry.getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL schemaFile(String urn) {
        String[] parts = urn.split(":");
        return Contract.class.getResource("/schemas/" + parts[3] + "/" + parts[4] + ".json");
    }
}
