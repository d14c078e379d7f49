package shop.identity.it.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shop.identity.it.ground.Ground;

/**
 * An operation of one of the documents in {@code docs/openapi}: what is documented is tested, with nothing more to be done.
 *
 * @param path with the names of its parameters in braces
 */
record Endpoint(JsonNode document, String method, String path) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    static List<Endpoint> inDocs() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (JsonNode document : documents()) {
            document.get("paths")
                    .properties()
                    .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                        if (METHODS.contains(method)) {
                            endpoints.add(new Endpoint(document, method.toUpperCase(Locale.ROOT), path.getKey()));
                        }
                    }));
        }
        return endpoints;
    }

    private static List<JsonNode> documents() {
        try (Stream<Path> files = Files.list(Ground.ROOT.resolve("docs/openapi"))) {
            List<JsonNode> documents = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                documents.add(new YAMLMapper().readTree(file.toFile()));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isForStaff() {
        return path.startsWith("/admin/");
    }

    /** The names in the path, but for the realm's and those of what is there for everybody. */
    List<String> parameters() {
        return names().filter(name -> choices(name).isMissingNode()).toList();
    }

    private Stream<String> names() {
        return PARAMETER.matcher(path).results().map(found -> found.group(1)).filter(name -> !name.equals("realm"));
    }

    /** The values that are documented for a name in the path; missing where it may be anything. */
    private JsonNode choices(String name) {
        return document.at("/components/parameters/" + name + "/schema/enum");
    }

    /** The path with the first of the values where they are documented. */
    String chosenPath() {
        String chosen = path;
        for (String name : names().toList()) {
            if (!choices(name).isMissingNode()) {
                chosen = chosen.replace("{" + name + "}", choices(name).get(0).asText());
            }
        }
        return chosen;
    }

    private JsonNode operation() {
        return document.get("paths").get(path).get(method.toLowerCase(Locale.ROOT));
    }

    Set<Integer> statuses() {
        Set<Integer> statuses = new TreeSet<>();
        operation().get("responses").fieldNames().forEachRemaining(code -> statuses.add(Integer.valueOf(code)));
        return statuses;
    }

    boolean takesABody() {
        return operation().has("requestBody");
    }

    /** A body that is in order, as the document shows it. */
    Optional<JsonNode> example() {
        JsonNode content = content();
        return Stream.of(content.path("example"), bodySchema().path("examples").path(0))
                .filter(example -> !example.isMissingNode())
                .findFirst();
    }

    JsonNode bodySchema() {
        return resolve(content().path("schema"));
    }

    private JsonNode content() {
        JsonNode body = resolve(operation().path("requestBody"));
        for (JsonNode mediaType : body.path("content")) {
            return mediaType;
        }
        return body.path("content");
    }

    /** The names of the fields that have to be there. */
    Set<String> needed() {
        Set<String> needed = new TreeSet<>();
        bodySchema().path("required").forEach(name -> needed.add(name.asText()));
        return needed;
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(document.at(node.get("$ref").asText().substring(1))) : node;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
