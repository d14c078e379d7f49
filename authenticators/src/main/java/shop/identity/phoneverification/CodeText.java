package shop.identity.phoneverification;

import java.io.IOException;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;

/** What the message says, in the customer's language, from the login theme or the realm's own texts. */
record CodeText(KeycloakSession session, RealmModel realm) {

    private static final String MESSAGE = "shopSmsCode";
    private static final int HALF = 3;

    String of(UserModel user, String code, Duration life) {
        try {
            Locale locale = session.getContext().resolveLocale(user);
            String message = session.theme()
                    .getTheme(Theme.Type.LOGIN)
                    .getEnhancedMessages(realm, locale)
                    .getProperty(MESSAGE);
            return new MessageFormat(message, locale)
                    .format(new Object[] {code.substring(0, HALF) + " " + code.substring(HALF), shop(), life.toMinutes()
                    });
        } catch (IOException e) {
            throw new IllegalStateException("the theme of the messages cannot be read", e);
        }
    }

    private String shop() {
        String name = realm.getDisplayName();
        return name == null || name.isBlank() ? realm.getName() : name;
    }
}
