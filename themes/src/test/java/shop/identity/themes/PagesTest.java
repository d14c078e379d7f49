package shop.identity.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pack's pages, in the shop's looks and in Keycloak's. */
@Tag("UX-1")
class PagesTest {

    private static final Layers SHOP = Layers.shopPages();
    private static final Layers PLAIN = Layers.plainPages();

    static Stream<Rendered> pages() {
        return Stream.of(SHOP, PLAIN)
                .flatMap(theme -> Rendering.LANGUAGES.stream()
                        .flatMap(language ->
                                Page.all().stream().map(page -> new Rendered(page, new Rendering(theme, language)))));
    }

    record Rendered(Page page, Rendering rendering) {
        String html() throws Exception {
            return rendering.page(page);
        }

        @Override
        public String toString() {
            return page + " " + rendering;
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_page_has_a_title_and_ends(Rendered rendered) throws Exception {
        assertThat(rendered.html()).containsPattern("<h1 [^>]*>\\s*\\S").contains("</html>");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void an_error_is_said_once_and_beside_its_field(Rendered rendered) throws Exception {
        String html = rendered.html();
        rendered.page().errors().forEach((field, text) -> {
            String id = field.equals("password") ? "password-new" : field;
            assertThat(all(">\\s*" + text + "\\s*<", html)).hasSize(1);
            assertThat(html).contains("id=\"input-error-" + id + "\"");
            assertThat(html).containsPattern("id=\"" + id + "\"[^>]*aria-invalid=\"true\"");
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void what_is_named_is_there_and_only_once(Rendered rendered) throws Exception {
        String html = rendered.html();
        List<String> ids = all(" id=\"([^\"]*)\"", html);
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
        assertThat(ids).containsAll(all(" for=\"([^\"]*)\"", html));
        assertThat(ids).containsAll(all(" aria-describedby=\"([^\"]*)\"", html));
        assertThat(ids).containsAll(all(" aria-controls=\"([^\"]*)\"", html));
    }

    /** All forms go where the server says, and only by POST: a form that asks by GET puts codes into the address. */
    @ParameterizedTest
    @MethodSource("pages")
    void forms_post_to_the_given_address(Rendered rendered) throws Exception {
        assertThat(all("<form ([^>]*)>", rendered.html()))
                .allSatisfy(form -> assertThat(form)
                        .contains("action=\"" + Page.ACTION.replace("&", "&amp;") + "\"", "method=\"post\""));
    }

    /** Keycloak's layout has scripts of its own; what the pack adds must work where none is allowed. */
    @Test
    void no_page_brings_a_script() throws Exception {
        for (Page page : Page.all()) {
            assertThat(Layers.text("theme-resources/templates/" + page.template()))
                    .doesNotContain("<script")
                    .doesNotContainPattern(" on[a-z]+=");
        }
    }

    @Test
    @Tag("ML-2")
    void the_waiting_page_says_what_is_happening_and_takes_the_code_as_the_mail_shows_it() throws Exception {
        String html = new Rendering(SHOP, "en").page(Page.verifyEmail(Map.of()));

        assertThat(html)
                .contains("We are sending a mail to <strong>ada@example.org</strong>.")
                .doesNotContain("was sent", "have sent");
        assertThat(all("<input id=\"code\"([^>]*)>", html))
                .singleElement()
                .asString()
                .contains(
                        "name=\"code\"",
                        "inputmode=\"numeric\"",
                        "autocomplete=\"one-time-code\"",
                        "maxlength=\"7\"",
                        "autofocus");
        assertThat(actions(html)).containsExactly("verify", "resend");
    }

    @Test
    @Tag("ML-2")
    void the_button_to_send_again_stays_usable_while_it_says_to_wait() throws Exception {
        Page early = new Page(
                "shop-verify-email.ftl",
                Map.of("shopAddress", "ada@example.org", "shopAction", Page.ACTION, "shopResendSeconds", 42),
                Map.of());
        String html = new Rendering(SHOP, "en").page(early);

        assertThat(html).contains("in 42 seconds").doesNotContain("disabled=");
        assertThat(actions(html)).contains("resend");
    }

    @Test
    void what_was_typed_cannot_become_markup() throws Exception {
        Page page = new Page(
                "shop-verify-email.ftl",
                Map.of("shopAddress", "\"<b onclick=x>\"@example.org", "shopAction", Page.ACTION),
                Map.of());

        assertThat(new Rendering(SHOP, "en").page(page))
                .contains("&lt;b onclick=x&gt;")
                .doesNotContain("<b onclick");
    }

    @Test
    @Tag("VF-5")
    void the_phone_page_takes_a_code_another_number_or_none() throws Exception {
        assertThat(actions(new Rendering(SHOP, "en").page(Page.verifyPhone(Map.of()))))
                .containsExactly("verify", "resend", "change", "remove");
        assertThat(new Rendering(SHOP, "en").page(Page.verifyPhone(Map.of("phoneNumber", "wrong"))))
                .contains("<details class=\"shop-more\" open>");
    }

    @Test
    @Tag("VF-3")
    void an_opened_link_is_used_by_a_button_only() throws Exception {
        for (Page page : Page.all()) {
            if (page.template().equals("shop-link-confirm.ftl")
                    || page.template().equals("shop-link-reset.ftl")) {
                assertThat(actions(new Rendering(SHOP, "en").page(page))).containsExactly("confirm");
            }
        }
    }

    @Test
    @Tag("GD-1")
    void the_page_that_asks_for_an_erasure_says_what_comes_of_it_and_can_be_left() throws Exception {
        String html = new Rendering(SHOP, "en")
                .page(Page.eraseAccount(
                        Map.of("shopOpen", List.of(Map.of("kind", "order", "id", "o-1")), "shopOpenMore", 1)));

        assertThat(html)
                .contains("Until 24 December 2026 you can change your mind", "Order o-1", "and one more")
                .containsPattern("<button[^>]* name=\"cancel-aia\"")
                .doesNotContain("You get a mail");
        assertThat(actions(html)).containsExactly("erase");
    }

    private static List<String> actions(String html) {
        return all("<button[^>]* name=\"action\"[^>]* value=\"([^\"]*)\"", html);
    }

    private static List<String> all(String pattern, String html) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(PagesTest::last)
                .toList();
    }

    private static String last(MatchResult match) {
        return match.group(match.groupCount());
    }
}
