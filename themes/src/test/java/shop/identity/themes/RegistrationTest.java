package shop.identity.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keycloak's own page with the shop's one addition. */
@Tag("RG-1")
class RegistrationTest {

    private static final Layers SHOP = Layers.shopPages();

    @Test
    void asks_for_the_consent_to_marketing_where_the_registration_wants_it_and_never_ticked_beforehand()
            throws Exception {
        for (String language : Rendering.LANGUAGES) {
            assertThat(register(language, Map.of("shopMarketingConsent", true)))
                    .containsPattern("<input type=\"checkbox\" id=\"marketingConsent\" name=\"marketingConsent\"[^>]*>")
                    .doesNotContain("checked")
                    .contains("<label for=\"marketingConsent\"");
        }
    }

    @Test
    void keeps_the_tick_when_another_field_is_wrong() throws Exception {
        Map<String, Object> again =
                Map.of("shopMarketingConsent", true, "register", Map.of("formData", Map.of("marketingConsent", "on")));

        assertThat(register("en", again)).containsPattern("name=\"marketingConsent\"[^>]*checked");
    }

    @Test
    void asks_for_nothing_more_elsewhere() throws Exception {
        assertThat(register("en", Map.of())).doesNotContain("marketingConsent");
    }

    @Test
    void still_asks_for_the_terms() throws Exception {
        assertThat(register("de", Map.of("termsAcceptanceRequired", true)))
                .contains("name=\"termsAccepted\"", "Allgemeinen Geschäftsbedingungen");
    }

    /** The file is a copy with two additions: what it was copied from is as it was. */
    @Test
    void keycloak_has_not_changed_its_own() throws Exception {
        assertThat(firstMacro("theme/shop/login/register-commons.ftl")
                        .replace("    <@marketingConsent />\n", "")
                        .replace(" tabindex=\"0\" role=\"region\" aria-label=\"${msg(\"termsTitle\")}\"", ""))
                .isEqualTo(firstMacro("theme/keycloak.v2/login/register-commons.ftl"));
    }

    private static String firstMacro(String file) throws Exception {
        String text = Layers.text(file);
        return text.substring(text.indexOf("<#macro"), text.indexOf("</#macro>"));
    }

    private static String register(String language, Map<String, Object> attributes) throws Exception {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put("profile", Map.of("attributes", List.of(), "html5DataAnnotations", Map.of()));
        all.put("passwordPolicies", Map.of());
        return new Rendering(SHOP, language).page(new Page("register.ftl", all, Map.of()));
    }
}
