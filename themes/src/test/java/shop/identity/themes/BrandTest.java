package shop.identity.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mails cannot read the pages' style sheet, so its colours are written down twice. */
@Tag("UX-1")
class BrandTest {

    private static final Map<String, String> COLOURS = Map.of(
            "page", "--shop-page",
            "card", "--shop-card",
            "cardBorder", "--shop-card-border",
            "text", "--shop-text",
            "textQuiet", "--shop-text-quiet",
            "accent", "--shop-accent",
            "onAccent", "--shop-on-accent");

    @Test
    void mails_have_the_colours_of_the_pages_by_day_and_in_the_dark() throws Exception {
        Properties mails = Layers.shopMails().getProperties();
        String[] brand = Layers.text("theme/shop/login/resources/css/brand.css").split("\\.pf-v5-theme-dark");
        COLOURS.forEach((property, variable) -> {
            String dark = "dark" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
            assertThat(mails.getProperty(property)).as(property).isEqualTo(value(brand[0], variable));
            assertThat(mails.getProperty(dark)).as(dark).isEqualTo(value(brand[1], variable));
        });
    }

    private static String value(String css, String variable) {
        return Pattern.compile(Pattern.quote(variable) + ":\\s*([^;]+);")
                .matcher(css)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining("|"));
    }
}
