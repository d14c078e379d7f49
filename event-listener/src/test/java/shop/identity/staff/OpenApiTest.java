package shop.identity.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The document about the staff interface names each operation of the resources, and no other. */
@Tag("EV-8")
class OpenApiTest {

    private static final Path DOCUMENT = Path.of("../docs/openapi/shop-outbox.yaml");
    private static final Pattern LINE =
            Pattern.compile("(?m)^  /admin/realms/\\{realm}/shop-outbox(\\S*):$|^    (get|post|put|patch|delete):$");

    @Test
    void operationsAreThoseOfTheResources() throws IOException {
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
        assertThat(documented).isEqualTo(ResourceTree.operations(OutboxResource.class));
    }
}
