package shop.identity.it.privacy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import shop.identity.it.ground.Ground;

/** The published form of an export. */
final class ExportSchema {

    private ExportSchema() {}

    static Schema read() throws IOException {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()))
                .getSchema(new JsonMapper()
                        .readTree(Ground.ROOT
                                .resolve("docs/schemas/customer-export-1.json")
                                .toFile()));
    }
}
