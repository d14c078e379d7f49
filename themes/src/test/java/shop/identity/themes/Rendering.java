package shop.identity.themes;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.keycloak.forms.login.MessageType;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.KeycloakSanitizerMethod;
import org.keycloak.theme.beans.AdvancedMessageFormatterMethod;
import org.keycloak.theme.beans.LinkExpirationFormatterMethod;
import org.keycloak.theme.beans.MessageBean;
import org.keycloak.theme.beans.MessagesPerFieldBean;
import org.keycloak.theme.freemarker.DefaultFreeMarkerProvider;

/** Renders templates with the server's own engine and methods, in one theme and language. */
final class Rendering {

    static final List<String> LANGUAGES = List.of("en", "de", "vi");

    private final DefaultFreeMarkerProvider engine = new DefaultFreeMarkerProvider(null, new KeycloakSanitizerMethod());
    private final Layers theme;
    private final Locale locale;
    private final Properties texts;
    private final Messages messages;

    Rendering(Layers theme, String language) {
        this.theme = theme;
        this.locale = Locale.forLanguageTag(language);
        this.texts = theme.getMessages(locale);
        this.messages = new Messages(texts, locale, theme.isShop());
    }

    String html(Mail mail) throws FreeMarkerException {
        return mail("html/" + mail.template(), mail.attributes());
    }

    String text(Mail mail) throws FreeMarkerException {
        return mail("text/" + mail.template(), mail.attributes());
    }

    /** A mail's part, as {@code FreeMarkerEmailTemplateProvider} has it rendered. */
    private String mail(String template, Map<String, Object> attributes) throws FreeMarkerException {
        Map<String, Object> data = new HashMap<>();
        data.put("locale", locale);
        data.put("ltr", true);
        data.put("msg", messages);
        data.put("properties", theme.getProperties());
        data.put("realmName", "Cedar & Co");
        data.put("user", Map.of("username", "ada", "firstName", "Ada <i>"));
        data.put("linkExpirationFormatter", new LinkExpirationFormatterMethod(texts, locale));
        data.putAll(attributes);
        return theme.fill(template, data);
    }

    /** A page, as {@code FreeMarkerLoginFormsProvider} has it rendered. */
    String page(Page page) throws FreeMarkerException {
        Map<String, String> errors = page.errors();
        MessagesPerFieldBean fields = new MessagesPerFieldBean();
        errors.forEach((field, text) -> fields.addMessage(field, text, MessageType.ERROR));
        Map<String, Object> data = new HashMap<>();
        data.put("lang", locale.getLanguage());
        data.put("msg", messages);
        data.put("advancedMsg", new AdvancedMessageFormatterMethod(locale, texts));
        data.put("properties", theme.getProperties());
        data.put("darkMode", true);
        data.put("title", "Cedar & Co");
        data.put("pageId", page.template().replace(".ftl", ""));
        data.put("messagesPerField", fields);
        data.put(
                "url",
                Map.of(
                        "resourcesPath",
                        "/r",
                        "resourcesCommonPath",
                        "/c",
                        "ssoLoginInOtherTabsUrl",
                        "/sso",
                        "loginUrl",
                        "/login",
                        "registrationAction",
                        "/register"));
        data.put(
                "realm",
                Map.of(
                        "displayName",
                        "Cedar & Co",
                        "internationalizationEnabled",
                        true,
                        "registrationEmailAsUsername",
                        true));
        data.put("locale", Map.of("rtl", false, "currentLanguageTag", locale.getLanguage(), "supported", languages()));
        if (!errors.isEmpty()) {
            data.put("message", new MessageBean(String.join(" ", errors.values()), MessageType.ERROR));
        }
        data.putAll(page.attributes());
        return theme.fill(page.template(), data);
    }

    private static List<Map<String, String>> languages() {
        return LANGUAGES.stream()
                .map(tag -> Map.of("url", "?kc_locale=" + tag, "languageTag", tag, "label", tag))
                .toList();
    }

    Set<String> used() {
        return messages.used();
    }

    @Override
    public String toString() {
        return theme.getName() + " " + locale;
    }
}
