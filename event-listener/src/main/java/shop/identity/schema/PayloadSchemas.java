package shop.identity.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shop.identity.outbox.PayloadCheck;

/** The JSON Schemas under {@code /schemas}, by the {@code ce_dataschema} that names them. Nothing is fetched. */
public final class PayloadSchemas implements PayloadCheck {

    private static final Pattern NAME = Pattern.compile("urn:shop-identity:schema:([a-z_.]+):(\\d+)");

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<String, Optional<Schema>> schemas = new ConcurrentHashMap<>();

    /** Asked within a customer's transaction, which must not fail for a mistake in here: then it is left to the relay. */
    @Override
    public boolean isSound(String dataSchema, String payload) {
        try {
            return breaches(dataSchema, payload).isEmpty();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * What of a payload breaks its schema: names of fields and rules, never a value.
     *
     * <p>A schema that is not known here breaks nothing: a newer release, of which other nodes run already, wrote that.
     *
     * @return empty when all is well
     */
    public List<String> breaches(String dataSchema, String payload) {
        return schemas.computeIfAbsent(dataSchema, this::load)
                .map(schema -> breaches(schema, payload))
                .orElse(List.of());
    }

    private List<String> breaches(Schema schema, String payload) {
        try {
            return schema.validate(json.readTree(payload)).stream()
                    .map(PayloadSchemas::describe)
                    .toList();
        } catch (JsonProcessingException e) {
            // Its message repeats the payload.
            return List.of("it is no JSON");
        }
    }

    private static String describe(Error error) {
        String property = error.getProperty() == null ? "" : "/" + error.getProperty();
        String field = error.getInstanceLocation() + property;
        return (field.isEmpty() ? "the whole" : "field " + field) + " breaks rule " + error.getKeyword();
    }

    private Optional<Schema> load(String dataSchema) {
        Matcher name = NAME.matcher(dataSchema);
        if (!name.matches()) {
            return Optional.empty();
        }
        String file = "/schemas/" + name.group(1) + "/" + name.group(2) + ".json";
        try (InputStream schema = PayloadSchemas.class.getResourceAsStream(file)) {
            return Optional.ofNullable(schema).map(registry::getSchema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
