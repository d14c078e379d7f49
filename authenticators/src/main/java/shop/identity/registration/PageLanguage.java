package shop.identity.registration;

import java.util.Locale;
import org.keycloak.authentication.FormContext;
import org.keycloak.models.UserModel;

/** The language in which a customer registered, which is that of the mails. */
final class PageLanguage {

    private PageLanguage() {}

    /** Keycloak keeps a language only when it was picked from the list. */
    static void keep(FormContext context) {
        UserModel user = context.getUser();
        if (context.getRealm().isInternationalizationEnabled() && user.getFirstAttribute(UserModel.LOCALE) == null) {
            Locale ofPage = context.getSession().getContext().resolveLocale(null);
            user.setSingleAttribute(UserModel.LOCALE, ofPage.toLanguageTag());
        }
    }
}
