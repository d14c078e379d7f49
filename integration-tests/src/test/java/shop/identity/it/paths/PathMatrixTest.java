package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No row of {@code docs/events.md} without a test, no test without a row. */
@Tag("EV-2")
class PathMatrixTest {

    private static final Path CLASSES = Path.of("target", "test-classes");

    private final List<Method> tests;

    PathMatrixTest() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            tests = files.map(file -> CLASSES.relativize(file).toString())
                    .filter(file -> file.endsWith("IT.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .map(PathMatrixTest::load)
                    .filter(type -> type.isAnnotationPresent(OnPath.class))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .toList();
        }
    }

    @Test
    void everyRowIsATestAndEveryTestIsARow() {
        assertThat(tests)
                .extracting(test -> test.getAnnotation(DisplayName.class).value())
                .containsExactlyInAnyOrderElementsOf(PathTable.inDocs().rows().stream()
                        .map(PathTable.Row::path)
                        .toList());
    }

    @Test
    void everyTestTakesItsRow() {
        assertThat(tests)
                .isNotEmpty()
                .allMatch(test -> List.of(test.getParameterTypes()).contains(PathRow.class));
    }

    @Test
    void aRowTellsWhoAndHowOfEachOfItsEvents() {
        PathTable table = PathTable.parse(List.of(
                "| path | events | actor | channel |",
                "|---|---|---|---|",
                "| on and off | `status_changed`, `status_changed` | `admin` | `admin-api` |",
                "| two steps | `created`, `updated` | `self`, `system` | `broker`, `task` |",
                "| nothing | none | | |",
                "",
                "| another | table | with four | cells |"));

        assertThat(table.rows())
                .containsExactly(
                        new PathTable.Row(
                                "on and off",
                                List.of(
                                        "customer.status_changed by admin over admin-api",
                                        "customer.status_changed by admin over admin-api")),
                        new PathTable.Row(
                                "two steps",
                                List.of(
                                        "customer.created by self over broker",
                                        "customer.updated by system over task")),
                        new PathTable.Row("nothing", List.of()));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PathMatrixTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
