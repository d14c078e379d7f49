package shop.identity.history;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code docs/openapi/shop-logins.yaml} names each operation of both resources, and no other. */
@Tag("LG-8")
class LoginsDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/openapi/shop-logins.yaml");
    private static final Pattern LINE = Pattern.compile("(?m)^  (/\\S+):$|^    (get|post|put|patch|delete):$");

    @Test
    void operations() throws IOException {
        Set<String> answered = new TreeSet<>();
        answered.addAll(operations("/realms/{realm}/shop-logins/", OwnLoginsResource.class));
        answered.addAll(operations("/admin/realms/{realm}/shop-logins/", LastLoginResource.class));

        assertThat(documented()).isEqualTo(answered);
    }

    private static Set<String> operations(String root, Class<?> resource) {
        Set<String> operations = new TreeSet<>();
        for (Method method : resource.getDeclaredMethods()) {
            Stream.of(method.getAnnotations())
                    .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                    .filter(http -> http != null)
                    .forEach(http -> operations.add(http.value() + " " + root
                            + method.getAnnotation(jakarta.ws.rs.Path.class).value()));
        }
        assertThat(operations)
                .as(Arrays.toString(resource.getDeclaredMethods()))
                .isNotEmpty();
        return operations;
    }

    private static Set<String> documented() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher line = LINE.matcher(Files.readString(DOCUMENT));
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
}
