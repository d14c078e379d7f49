package shop.identity.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shop.identity.it.ground.Ground;

/** A test that a page of {@code docs/} points to is there: none was renamed or removed behind its back. */
class NamedTestsTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+(?:IT|Test))`");
    private static final Pattern LINKED = Pattern.compile("\\((\\.\\./[^)#]+/src/test/java/[^)]+)\\)");

    static Stream<Path> pages() throws IOException {
        return filesBelow(Ground.ROOT.resolve("docs")).stream()
                .filter(file -> file.toString().endsWith(".md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatAPageNamesIsThere(Path page) throws IOException {
        String text = Files.readString(page);

        assertThat(all(NAMED, text)).isSubsetOf(tests());
        assertThat(all(LINKED, text)).allMatch(link -> Files.exists(page.resolveSibling(link)));
    }

    /** Or else nothing is held against anything. */
    @Test
    void thePageOfLoginsNamesTests() throws IOException {
        String text = Files.readString(Ground.ROOT.resolve("docs/security.md"));

        assertThat(all(NAMED, text)).hasSizeGreaterThan(10);
        assertThat(all(LINKED, text)).hasSizeGreaterThan(10);
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> modules = Files.list(Ground.ROOT)) {
            for (Path module : modules.toList()) {
                Path tests = module.resolve("src/test/java");
                if (Files.isDirectory(tests)) {
                    filesBelow(tests)
                            .forEach(file ->
                                    names.add(file.getFileName().toString().replace(".java", "")));
                }
            }
        }
        return names;
    }

    private static Set<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
