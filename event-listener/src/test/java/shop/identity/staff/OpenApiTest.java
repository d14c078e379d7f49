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

/** A document about a staff interface names each operation of the resources, and no other. */
class OpenApiTest {

    private static final Path DOCUMENTS = Path.of("../docs/openapi");
    private static final Pattern LINE =
            Pattern.compile("(?m)^  /admin/realms/\\{realm}/(shop-[a-z]+)(\\S*):$|^    (get|post|put|patch|delete):$");

    @Test
    @Tag("EV-8")
    void outbox() throws IOException {
        assertThat(documented("shop-outbox")).isEqualTo(ResourceTree.operations(OutboxResource.class));
    }

    @Test
    @Tag("ML-2")
    void mail() throws IOException {
        assertThat(documented("shop-mail")).isEqualTo(ResourceTree.operations(QueueResource.class));
    }

    @Test
    @Tag("VF-6")
    void sms() throws IOException {
        assertThat(documented("shop-sms")).isEqualTo(ResourceTree.operations(QueueResource.class));
    }

    @Test
    @Tag("LG-8")
    void logout() throws IOException {
        assertThat(documented("shop-logout")).isEqualTo(ResourceTree.operations(QueueResource.class));
    }

    private static Set<String> documented(String resource) throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher line = LINE.matcher(Files.readString(DOCUMENTS.resolve(resource + ".yaml")));
        String path = "";
        while (line.find()) {
            if (line.group(3) == null) {
                assertThat(line.group(1)).isEqualTo(resource);
                path = line.group(2);
            } else {
                documented.add(line.group(3).toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return documented;
    }
}
