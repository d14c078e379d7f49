package shop.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails and the page behind their link say everything in each language. */
@Tag("GD-2")
class WordsTest {

    private static final Path RESOURCES = Path.of("src/main/resources/theme-resources");
    private static final Pattern USED = Pattern.compile("\"(shopErasure[A-Za-z.]+)(\\$\\{[a-z.]+})?\"");

    /** What a text is followed by that is another one in each case. */
    private static final Map<String, List<String>> CASES = Map.of(
            "shopErasureKeepTitle.", List.of("ask", "kept", "invalid"),
            "shopErasureKeepText.", List.of("ask", "kept", "invalid"),
            "shopErasureAskTitle.", List.of("ask", "impossible"),
            "shopErasureAskText.", List.of("ask", "impossible"),
            "shopErasureAskOpen.", List.of("order", "payment"));

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (Reader text =
                Files.newBufferedReader(RESOURCES.resolve("messages/messages_" + language + ".properties"))) {
            words.load(text);
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "vi"})
    void eachLanguageHasTheSameWithTheSameGaps(String language) throws IOException {
        Properties english = words("en");
        Properties other = words(language);

        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(gaps(other.getProperty(key))).as(key).isEqualTo(gaps(english.getProperty(key)));
            assertThat(other.getProperty(key)).as(key).isNotEqualTo(english.getProperty(key));
        }
    }

    private static int gaps(String text) {
        assertThat(text).doesNotContain("'");
        return new MessageFormat(text).getFormatsByArgumentIndex().length;
    }

    @Test
    void whatTemplatesAndCodeSayIsThereAndNothingElse() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(ftl|java)"))
                    .toList()) {
                Matcher key = USED.matcher(Files.readString(file));
                while (key.find()) {
                    if (key.group(2) == null) {
                        used.add(key.group(1));
                    } else {
                        CASES.get(key.group(1)).forEach(each -> used.add(key.group(1) + each));
                    }
                }
            }
        }

        assertThat(words("en").stringPropertyNames()).isEqualTo(used);
    }
}
