package shop.identity.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import shop.identity.it.ground.Ground;

/** The AsyncAPI document that ships. */
final class AsyncApi {

    private static final Path FILE = Ground.ROOT.resolve("docs/asyncapi.yaml");

    /** What is published, but is no event. */
    private static final String TOMBSTONE = "tombstone";

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode document;
    private final Schema headers;

    AsyncApi() throws IOException {
        document = new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile());
        ObjectNode schema = json.createObjectNode().put("$ref", "#/components/schemas/headers");
        schema.set("components", document.path("components"));
        headers = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }

    /** @return what AsyncAPI's own schema finds wrong */
    List<String> flaws() throws IOException {
        try (InputStream schema = AsyncApi.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema)
                    .validate(document)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    String topic() {
        return document.at("/channels/customerEvents/address").asText();
    }

    /** The types of events that the channel lists. */
    Set<String> types() {
        Set<String> types = new TreeSet<>();
        document.at("/channels/customerEvents/messages").fieldNames().forEachRemaining(types::add);
        types.remove(TOMBSTONE);
        return types;
    }

    /** The {@code $id} of the schema that a type's payload is said to have. */
    String dataSchemaOf(String type) throws IOException {
        JsonNode reference = document.path("components")
                .path("messages")
                .path(type)
                .path("payload")
                .path("schema")
                .path("$ref");
        return json.readTree(FILE.resolveSibling(reference.asText()).normalize().toFile())
                .path("$id")
                .asText();
    }

    /** @return what is wrong with a record's headers by the document */
    List<String> breaches(ConsumerRecord<?, ?> record) {
        Map<String, String> values = new TreeMap<>();
        for (Header header : record.headers()) {
            values.put(header.key(), WholeTopic.header(record, header.key()));
        }
        return headers.validate(json.valueToTree(values)).stream()
                .map(Object::toString)
                .toList();
    }
}
