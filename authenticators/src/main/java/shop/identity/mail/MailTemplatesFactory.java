package shop.identity.mail;

import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Goes before Keycloak's own templates, by its order. */
public final class MailTemplatesFactory extends FreeMarkerEmailTemplateProviderFactory {

    @Override
    public EmailTemplateProvider create(KeycloakSession session) {
        return new MailTemplates(session);
    }

    @Override
    public String getId() {
        return "shop-mail";
    }

    @Override
    public int order() {
        return MailSenderFactory.ORDER;
    }
}
