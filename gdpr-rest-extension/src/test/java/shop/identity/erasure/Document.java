package shop.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document below {@code docs/openapi}, and the resources that it is about. */
public record Document(String name) {

    private static final Pattern LINE = Pattern.compile("(?m)^  (/\\S+):$|^    (get|post|put|patch|delete):$");

    /** {@code GET /path}: those that are documented. */
    public Set<String> operations() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher line = LINE.matcher(Files.readString(java.nio.file.Path.of("../docs/openapi/" + name)));
        String path = "";
        while (line.find()) {
            if (line.group(1) != null) {
                path = line.group(1);
            } else {
                documented.add(line.group(2).toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return documented;
    }

    /** Those that a resource answers, which is at that path. */
    public static Set<String> answered(String root, Class<?> resource) {
        Set<String> operations = new TreeSet<>();
        for (Method method : resource.getDeclaredMethods()) {
            jakarta.ws.rs.Path below = method.getAnnotation(jakarta.ws.rs.Path.class);
            Stream.of(method.getAnnotations())
                    .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                    .filter(http -> http != null)
                    .forEach(http ->
                            operations.add(http.value() + " " + root + (below == null ? "" : "/" + below.value())));
        }
        assertThat(operations).as(resource.getName()).isNotEmpty();
        return operations;
    }
}
