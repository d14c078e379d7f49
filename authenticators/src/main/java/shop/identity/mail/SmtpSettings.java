package shop.identity.mail;

import jakarta.mail.Session;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.keycloak.common.enums.HostnameVerificationPolicy;
import org.keycloak.email.EmailAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.truststore.JSSETruststoreConfigurator;

/**
 * A realm's settings of its mail server, read as Keycloak's own sender of 26.7 reads them: that one keeps the reading to
 * itself, and writes each failure into the log with its stack and the recipient.
 */
record SmtpSettings(Map<String, String> settings) {

    private static final String TIMEOUT = "10000";

    boolean isComplete() {
        return isSet("host") && isSet("from");
    }

    /** Where mails are handed in, and as whom: who is away, or refuses the credentials, when mails cannot be. */
    record Account(String server, String user) {

        /** For the log: the user's name may be an address. */
        @Override
        public String toString() {
            return server;
        }
    }

    Account account() {
        return new Account(settings.get("host") + ":" + settings.getOrDefault("port", "25"), settings.get("user"));
    }

    EmailAuthenticator.AuthenticatorType authentication() {
        return isOn("auth")
                ? EmailAuthenticator.AuthenticatorType.valueOf(
                        settings.getOrDefault("authType", "basic").toUpperCase(Locale.ROOT))
                : EmailAuthenticator.AuthenticatorType.NONE;
    }

    Session session(KeycloakSession keycloak, String from) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", settings.get("host"));
        set(properties, "mail.smtp.port", "port");
        flag(properties, "mail.smtp.auth", isOn("auth"));
        if ("token".equals(settings.get("authType"))) {
            properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        flag(properties, "mail.smtp.ssl.enable", isOn("ssl"));
        flag(properties, "mail.smtp.starttls.enable", isOn("starttls"));
        if (isOn("ssl") || isOn("starttls") || isOn("auth")) {
            trust(properties, new JSSETruststoreConfigurator(keycloak));
        }
        properties.put("mail.smtp.timeout", settings.getOrDefault("timeout", TIMEOUT));
        properties.put("mail.smtp.connectiontimeout", settings.getOrDefault("connectionTimeout", TIMEOUT));
        properties.put("mail.smtp.writetimeout", settings.getOrDefault("writeTimeout", TIMEOUT));
        set(properties, "mail.smtp.from", "envelopeFrom");
        flag(properties, "mail.mime.allowutf8", isOn("allowutf8"));
        // Or this machine's name would be looked up, and told to the recipient.
        properties.put("mail.from", from);
        return Session.getInstance(properties);
    }

    private static void trust(Properties properties, JSSETruststoreConfigurator truststore) {
        SSLSocketFactory sockets = truststore.getSSLSocketFactory();
        if (sockets == null) {
            return;
        }
        boolean isAnyName = truststore.getProvider().getPolicy() == HostnameVerificationPolicy.ANY;
        properties.put("mail.smtp.ssl.socketFactory", sockets);
        properties.put("mail.smtp.ssl.checkserveridentity", String.valueOf(!isAnyName));
        if (isAnyName) {
            properties.put("mail.smtp.ssl.trust", "*");
        }
    }

    private void set(Properties properties, String property, String setting) {
        if (isSet(setting)) {
            properties.put(property, settings.get(setting));
        }
    }

    private static void flag(Properties properties, String property, boolean on) {
        if (on) {
            properties.put(property, "true");
        }
    }

    boolean isSet(String setting) {
        String value = settings.get(setting);
        return value != null && !value.isBlank();
    }

    String get(String setting) {
        return settings.get(setting);
    }

    private boolean isOn(String setting) {
        return "true".equals(settings.get(setting));
    }

    /** A password may be among them. */
    @Override
    public String toString() {
        return account().toString();
    }
}
