package shop.identity.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.JarURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("UX-1")
class MailsTest {

    private static final Layers SHOP = Layers.shopMails();
    private static final Layers PLAIN = Layers.plainMails();
    private static final Set<String> CONFIRMED =
            Set.of("shop-welcome.ftl", "shop-welcome-day3.ftl", "shop-welcome-day7.ftl");

    /** Every mail in the shop's looks, and the pack's own also in Keycloak's. */
    static Stream<Rendered> mails() {
        return Rendering.LANGUAGES.stream()
                .flatMap(language -> Stream.concat(
                        Stream.concat(Mail.ofThePack().stream(), Mail.ofKeycloak().stream())
                                .map(mail -> new Rendered(mail, new Rendering(SHOP, language))),
                        Mail.ofThePack().stream().map(mail -> new Rendered(mail, new Rendering(PLAIN, language)))));
    }

    record Rendered(Mail mail, Rendering rendering) {
        @Override
        public String toString() {
            return mail.template() + " " + rendering;
        }
    }

    @ParameterizedTest
    @MethodSource("mails")
    void every_mail_says_who_writes_as_text_and_as_HTML(Rendered rendered) throws Exception {
        assertThat(rendered.rendering().html(rendered.mail())).contains("Cedar &amp; Co", "</html>");
        assertThat(rendered.rendering().text(rendered.mail()))
                .contains("Cedar & Co")
                .doesNotContain("</", "<p", "<a", "&amp;", "\n\n\n");
    }

    @ParameterizedTest
    @MethodSource("mails")
    void every_link_is_in_both_parts(Rendered rendered) throws Exception {
        String html = rendered.rendering().html(rendered.mail());
        String text = rendered.rendering().text(rendered.mail());
        for (String name : List.of("link", "loginLink", "resetLink", "shopLink", "shopKeep")) {
            if (rendered.mail().attributes().get(name) instanceof String link) {
                assertThat(html).contains("href=\"" + link.replace("&", "&amp;") + "\"");
                assertThat(text.lines()).contains(link);
            }
        }
    }

    /** Neither an image nor a style is fetched: that would tell who reads, and when. */
    @ParameterizedTest
    @MethodSource("mails")
    void no_mail_calls_home(Rendered rendered) throws Exception {
        String html = rendered.rendering().html(rendered.mail());
        assertThat(html).doesNotContain("src=", "url(", "@import", "<link", "<script");
        assertThat(html.replace(Mail.LINK.replace("&", "&amp;"), "")).doesNotContain("://");
    }

    /** Before an address is confirmed, anybody can have its owner written to, and could choose the words by a name. */
    @ParameterizedTest
    @MethodSource("mails")
    void only_mails_to_a_confirmed_address_say_a_name(Rendered rendered) throws Exception {
        boolean named = CONFIRMED.contains(rendered.mail().template())
                && !rendered.mail().attributes().containsKey("user");
        assertThat(rendered.rendering().html(rendered.mail()).contains("Ada &lt;i&gt;"))
                .isEqualTo(named);
        assertThat(rendered.rendering().text(rendered.mail()).contains("Ada ")).isEqualTo(named);
    }

    @Test
    @Tag("VF-4")
    void a_code_is_read_in_groups_and_copied_as_one() throws Exception {
        Mail mail = Mail.ofThePack().get(0);
        for (Layers theme : List.of(SHOP, PLAIN)) {
            Rendering rendering = new Rendering(theme, "en");
            assertThat(rendering.html(mail)).contains("<span>012</span><span style=\"padding-left:12px\">345</span>");
            assertThat(rendering.text(mail).lines()).contains("012 345");
        }
    }

    @Test
    void the_shop_dresses_every_mail_that_keycloak_sends() throws Exception {
        for (String part : List.of("html", "text")) {
            Set<String> keycloak = templates("theme/base/email/" + part + "/");
            assertThat(keycloak).hasSizeGreaterThan(15);
            assertThat(keycloak)
                    .allSatisfy(name -> assertThat(Layers.resource("theme/shop/email/" + part + "/" + name))
                            .isNotNull());
            keycloak.remove("template.ftl");
            assertThat(Mail.ofKeycloak()).extracting(Mail::template).containsAll(keycloak);
        }
    }

    @Test
    @Tag("VF-7")
    void what_customer_service_can_ask_for_has_a_name() throws Exception {
        Mail actions = new Mail(
                "shop-actions.ftl",
                Map.of("link", Mail.LINK, "linkExpiration", 60L, "requiredActions", Mail.actions()));
        for (String language : Rendering.LANGUAGES) {
            for (Layers theme : List.of(SHOP, PLAIN)) {
                assertThat(new Rendering(theme, language).text(actions)).doesNotContain("requiredAction");
            }
        }
    }

    /** What a mail of the pack is made of, the theme must have, too: it takes the place of the pack's own. */
    @Test
    void the_shops_parts_are_the_packs() throws Exception {
        assertThat(macros("theme/shop/email/html/shop-mail.ftl"))
                .isNotEmpty()
                .isEqualTo(macros("theme-resources/templates/html/shop-mail.ftl"));
    }

    private static List<String> macros(String file) throws Exception {
        return Layers.text(file)
                .lines()
                .filter(line -> line.startsWith("<#macro"))
                .toList();
    }

    private static Set<String> templates(String folder) throws Exception {
        var jar = (JarURLConnection) Layers.resource(folder).openConnection();
        try (var files = jar.getJarFile()) {
            return files.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.endsWith(".ftl"))
                    .map(name -> name.substring(folder.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
