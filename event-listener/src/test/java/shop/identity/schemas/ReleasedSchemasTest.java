package shop.identity.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.identity.customer.CustomerEventType;

@Tag("EV-4")
class ReleasedSchemasTest {

    private static final Path CURRENT = Path.of("src/main/resources/schemas");
    private static final Path RELEASES = Path.of("src/test/resources/released-schemas");

    @Test
    void nothingThatWasReleasedIsBroken() {
        assertThat(new ReleasedSchemas(RELEASES, CURRENT).breaks()).isEmpty();
    }

    @Test
    void frozenReleaseHoldsWhatStandsNow(@TempDir Path releases) throws IOException {
        freeze(releases);

        assertThat(new ReleasedSchemas(releases, CURRENT).breaks()).isEmpty();
    }

    @Test
    void changeOfAFrozenSchemaIsNamedWithWhatToDo(@TempDir Path releases) throws IOException {
        freeze(releases);
        Path created = releases.resolve("9.9.9/customer.created/1.json");
        Files.writeString(created, Files.readString(created).replace("\"createdAt\"", "\"bornAt\""));

        assertThat(new ReleasedSchemas(releases, CURRENT).breaks())
                .contains("schema customer.created/1.json of release 9.9.9 would break: property /bornAt is gone."
                        + " Undo that, and make the change in a new version: the next number as file name and in $id,"
                        + " and in CustomerEventType");
    }

    @Test
    void frozenSchemaThatIsGoneIsNamed(@TempDir Path releases) throws IOException {
        freeze(releases);
        Path created = releases.resolve("9.9.9/customer.created");
        Files.move(created, created.resolveSibling("customer.retired"));

        assertThat(new ReleasedSchemas(releases, CURRENT).breaks())
                .containsExactly("schema customer.retired/1.json of release 9.9.9 is gone: put it back, records that"
                        + " name it are on topics");
    }

    @Test
    void everyTypeHasTheSchemaItNames() {
        assertThat(CustomerEventType.values()).allSatisfy(type -> {
            String[] urn = type.dataSchema().split(":");
            assertThat(CURRENT.resolve(urn[3]).resolve(urn[4] + ".json")).exists();
        });
    }

    @Test
    void everySchemaIsNamedAsItLiesAndOfATypeThereIs() throws IOException {
        for (Path file : ReleasedSchemas.schemasBelow(CURRENT)) {
            JsonNode schema = new ObjectMapper().readTree(file.toFile());
            String type = file.getParent().getFileName().toString();
            String version = file.getFileName().toString().replace(".json", "");

            assertThat(schema.path("$id").asText()).isEqualTo("urn:shop-identity:schema:" + type + ":" + version);
            assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(Arrays.stream(CustomerEventType.values()).map(CustomerEventType::type))
                    .contains(type);
        }
    }

    /** As the release does it. */
    private static void freeze(Path releases) throws IOException {
        for (Path file : ReleasedSchemas.schemasBelow(CURRENT)) {
            Path copy = releases.resolve("9.9.9").resolve(CURRENT.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }
}
