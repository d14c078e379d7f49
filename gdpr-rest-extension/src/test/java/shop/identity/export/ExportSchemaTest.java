package shop.identity.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the published schema takes, and what it does not. That exports are so is tested on a real server. */
@Tag("GD-8")
class ExportSchemaTest {

    private static final Path DOCUMENTS = Path.of("../docs/schemas");
    private static final JsonMapper JSON = new JsonMapper();

    private final Schema schema = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()))
            .getSchema(read("customer-export-" + Document.VERSION + ".json"));

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readString(DOCUMENTS.resolve(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode example() {
        return (ObjectNode) read("customer-export-" + Document.VERSION + ".example.json");
    }

    private List<String> breaches(JsonNode document) {
        return schema.validate(document).stream().map(Object::toString).toList();
    }

    @Test
    void theExampleIsSound() {
        assertThat(breaches(example())).isEmpty();
    }

    /** A third party's room is its own affair. */
    @Test
    void whatOthersKeepIsTakenAsItIs() {
        ObjectNode document = example();
        document.withObject("/parts").put("somebodys-own", 42);

        assertThat(breaches(document)).isEmpty();
    }

    @Test
    void eachPartHasToBeThere() {
        List<String> names =
                example().properties().stream().map(Map.Entry::getKey).toList();
        assertThat(names)
                .containsExactly(
                        "schema",
                        "version",
                        "exportedAt",
                        "realm",
                        "customerId",
                        "account",
                        "sessions",
                        "events",
                        "adminEvents",
                        "parts",
                        "remote");
        for (String name : names) {
            ObjectNode document = example();
            document.remove(name);
            assertThat(breaches(document)).as(name).isNotEmpty();
        }
        for (String name : List.of("username", "attributes", "credentials", "identities", "consents", "groups")) {
            ObjectNode document = example();
            document.withObject("/account").remove(name);
            assertThat(breaches(document)).as(name).isNotEmpty();
        }
    }

    @Test
    void timesAreTimes() {
        assertThat(breaches(example().put("exportedAt", "yesterday"))).isNotEmpty();
    }
}
