package shop.identity.themes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said, is said in every language, and can be formatted. */
@Tag("UX-1")
class WordingTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");

    static Stream<String> folders() {
        return Bundle.folders().stream();
    }

    static Stream<Bundle> bundles() {
        return folders().flatMap(folder -> Rendering.LANGUAGES.stream().map(language -> Bundle.of(folder, language)));
    }

    static Stream<Bundle> translations() {
        return bundles().filter(bundle -> !bundle.language().equals("en"));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void every_language_has_every_message(Bundle translation) {
        assertThat(translation.keys())
                .isNotEmpty()
                .isEqualTo(Bundle.english(translation.folder()).keys());
    }

    @ParameterizedTest
    @MethodSource("translations")
    void every_language_names_the_same_things_in_a_message(Bundle translation) {
        Bundle english = Bundle.english(translation.folder());
        for (String key : english.keys()) {
            assertThat(arguments(translation.text(key))).as(key).isEqualTo(arguments(english.text(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("translations")
    void no_message_was_left_in_English(Bundle translation) {
        Bundle english = Bundle.english(translation.folder());
        Set<String> same = new TreeSet<>(english.keys());
        same.removeIf(key -> !english.text(key).equals(translation.text(key)));
        assertThat(same).isSubsetOf("credential.webauthn-passwordless"); // a passkey is a passkey
    }

    /** To {@link MessageFormat} a single apostrophe quotes what follows: it vanishes, and arguments after it stay braces. */
    @ParameterizedTest
    @MethodSource("bundles")
    void every_message_can_be_formatted(Bundle bundle) {
        for (String key : bundle.keys()) {
            String text = bundle.text(key);
            assertThat(text).as(key).isNotBlank();
            assertThat(text.replace("''", "")).as(key).doesNotContain("'");
            assertThatCode(() -> new MessageFormat(text, Locale.forLanguageTag(bundle.language())))
                    .as(key)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nothing_is_written_in_a_wrong_encoding(Bundle bundle) {
        assertThat(bundle.messages().values())
                .allSatisfy(text -> assertThat(text.toString()).doesNotContain("Ã", "\uFFFD"));
    }

    /** What the server's code says is not asked for by a template: subjects, answers, errors. */
    @Test
    void every_message_of_the_pack_is_said_somewhere() throws Exception {
        Set<String> said = new TreeSet<>();
        Layers pages = Layers.plainPages();
        for (Page page : Page.all()) {
            Rendering rendering = new Rendering(pages, "en");
            rendering.page(page);
            said.addAll(rendering.used());
        }
        said.addAll(saidIn(Layers.plainMails(), Mail.ofThePack().stream()));
        Set<String> unsaid = Bundle.english(Bundle.PACK).keys().stream()
                .filter(key -> key.startsWith("shop"))
                .filter(key -> !key.endsWith("Message") && !key.endsWith("Subject"))
                .collect(Collectors.toCollection(TreeSet::new));
        unsaid.removeAll(said);
        // On Keycloak's own page: RegistrationTest. The other one is a text message.
        assertThat(unsaid).containsExactly("shopMarketingConsent", "shopSmsCode");
    }

    @Test
    void every_message_of_the_mails_is_said_somewhere() throws Exception {
        Set<String> unsaid = new TreeSet<>(Bundle.english(Bundle.MAILS).keys());
        unsaid.removeAll(saidIn(Layers.shopMails(), Mail.ofKeycloak().stream()));
        assertThat(unsaid).isEmpty();
    }

    /** A subject or a text for which the theme has nothing of its own would be Keycloak's: another tone. */
    @Test
    void every_subject_of_keycloaks_mails_is_the_shops_own() {
        Set<String> keycloak = Bundle.english("theme/base/email").keys();
        Set<String> subjects =
                keycloak.stream().filter(key -> key.endsWith("Subject")).collect(Collectors.toSet());
        assertThat(subjects).hasSizeGreaterThan(15);
        assertThat(Bundle.english(Bundle.MAILS).keys()).containsAll(subjects);
    }

    private static Set<String> saidIn(Layers theme, Stream<Mail> mails) throws Exception {
        Set<String> said = new TreeSet<>();
        for (Mail mail : mails.toList()) {
            Rendering rendering = new Rendering(theme, "en");
            rendering.html(mail);
            rendering.text(mail);
            said.addAll(rendering.used());
        }
        return said;
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
