package shop.identity.export;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.remote.ErasureTasksResource;
import shop.identity.remote.OpenTasksResource;

/** The document names each operation of these resources, and no other. */
@Tag("GD-5")
@Tag("GD-8")
class OperationsTest {

    private static final Pattern LINE = Pattern.compile("(?m)^  (/\\S*):$|^    (get|post|put|patch|delete):$");
    private static final String STAFF = "/admin/realms/{realm}/shop-privacy";

    private static final Map<String, Class<?>> RESOURCES = Map.of(
            "/realms/{realm}/shop-privacy/me/export",
            OwnExportResource.class,
            STAFF + "/customers/{id}/export",
            StaffExportResource.class,
            STAFF + "/exports",
            ExportRegisterResource.class,
            STAFF + "/erasures/{erasure}/tasks",
            ErasureTasksResource.class,
            STAFF + "/tasks",
            OpenTasksResource.class);

    @Test
    void documented() throws IOException {
        Set<String> operations = new TreeSet<>();
        RESOURCES.forEach((path, resource) -> {
            for (Method method : resource.getMethods()) {
                String verb = method.isAnnotationPresent(GET.class)
                        ? "GET"
                        : method.isAnnotationPresent(POST.class) ? "POST" : null;
                if (verb != null) {
                    Path below = method.getAnnotation(Path.class);
                    // The document calls a task a task.
                    String rest = below == null ? "" : "/" + below.value().replace("{id}", "{task}");
                    operations.add(verb + " " + path + rest);
                }
            }
        });

        assertThat(inDocument()).isEqualTo(operations).hasSize(7);
    }

    private static Set<String> inDocument() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher line =
                LINE.matcher(Files.readString(java.nio.file.Path.of("../docs/openapi/shop-privacy-export.yaml")));
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
