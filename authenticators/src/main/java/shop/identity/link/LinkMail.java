package shop.identity.link;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.LinkExpirationFormatterMethod;

/** A mail to a customer, from the theme, in the customer's language, by whatever sends the realm's mails. */
public final class LinkMail {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final Map<String, Object> attributes = new HashMap<>();

    public LinkMail(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    public LinkMail with(String attribute, Object value) {
        if (value != null) {
            attributes.put(attribute, value);
        }
        return this;
    }

    /** The language of staff's browser is not the customer's. To be said before {@link #withLink}. */
    public LinkMail startedByStaff() {
        return with(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, true);
    }

    /** @param life how long the link can be used */
    public LinkMail withLink(URI link, Duration life) {
        return with("link", link.toString())
                .with("linkExpiration", life.toMinutes())
                .with("linkExpirationFormatter", formatter());
    }

    private LinkExpirationFormatterMethod formatter() {
        try {
            Locale locale = session.getContext()
                    .resolveLocale(user, attributes.containsKey(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER));
            return new LinkExpirationFormatterMethod(
                    session.theme().getTheme(Theme.Type.EMAIL).getMessages(locale), locale);
        } catch (IOException e) {
            throw new IllegalStateException("the theme of the mails cannot be read", e);
        }
    }

    /**
     * @param name names the template, {@code <name>.ftl}
     * @param subject key of the message
     * @throws IllegalStateException when the mail cannot be made, or not be handed over; the transaction must not go on
     */
    public void send(String name, String subject) {
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(user)
                    .send(subject, name + ".ftl", attributes);
        } catch (EmailException e) {
            throw new IllegalStateException("mail " + name + " could not be handed over", e);
        }
    }
}
