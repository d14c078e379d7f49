package shop.identity.it.staff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shop.identity.it.ground.Ground;

/** A document about a REST interface, as its readers take it. */
public final class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final String name;
    private final String root;
    private final JsonNode document;
    private final SchemaRegistry schemas;

    /** @param resource {@code shop-outbox} */
    OpenApi(String resource) {
        this(resource, "/admin/realms/{realm}/" + resource);
    }

    /** @param root of the paths that are asked for below */
    public OpenApi(String resource, String root) {
        this.name = "urn:shop-identity:openapi:" + resource;
        this.root = root;
        try {
            document = new YAMLMapper()
                    .readTree(Ground.ROOT
                            .resolve("docs/openapi/" + resource + ".yaml")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(name, document.toString())));
    }

    /** {@code GET /dead-letters}, by the path below the resource's own. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(
                                method.toUpperCase() + " " + path.getKey().substring(root.length()));
                    }
                }));
        return operations;
    }

    private JsonNode operation(String name) {
        String[] parts = name.split(" ", 2);
        return document.get("paths").get(root + parts[1]).get(parts[0].toLowerCase());
    }

    public Set<Integer> statuses(String operation) {
        Set<Integer> statuses = new TreeSet<>();
        operation(operation)
                .get("responses")
                .fieldNames()
                .forEachRemaining(code -> statuses.add(Integer.valueOf(code)));
        return statuses;
    }

    /** Name and largest value of each query parameter. */
    public Map<String, Integer> queryParameters(String operation) {
        Map<String, Integer> parameters = new TreeMap<>();
        for (JsonNode parameter : operation(operation).path("parameters")) {
            parameters.put(
                    parameter.get("name").asText(),
                    parameter.get("schema").get("maximum").asInt());
        }
        return parameters;
    }

    /** Parameters in paths that the document does not describe. */
    public List<String> undescribedPathParameters() {
        List<String> undescribed = new ArrayList<>();
        document.get("paths").properties().forEach(path -> {
            Matcher name = PARAMETER.matcher(path.getKey());
            while (name.find()) {
                boolean found = false;
                for (JsonNode reference : path.getValue().get("parameters")) {
                    JsonNode parameter =
                            document.at(reference.get("$ref").asText().substring(1));
                    found |= parameter.path("name").asText().equals(name.group(1))
                            && parameter.path("in").asText().equals("path");
                }
                if (!found) {
                    undescribed.add(path.getKey() + " " + name.group(1));
                }
            }
        });
        return undescribed;
    }

    /** @param schemaName of a schema among the document's components */
    public List<String> breaches(String schemaName, JsonNode body) {
        Schema schema = schemas.getSchema(SchemaLocation.of(name + "#/components/schemas/" + schemaName));
        return schema.validate(body).stream().map(Object::toString).toList();
    }
}
