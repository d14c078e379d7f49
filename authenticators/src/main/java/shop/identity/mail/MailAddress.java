package shop.identity.mail;

import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.utils.EmailValidationUtil;
import org.keycloak.utils.SMTPUtil;

/** An address as a mail server takes it. */
final class MailAddress {

    private MailAddress() {}

    /**
     * By Keycloak's own rule, without the address in the message: an exception ends in a log.
     *
     * @param smtp the realm's settings
     */
    static String checked(String address, Map<String, String> smtp, String whose) throws EmailException {
        String converted = isUtf8Allowed(smtp) ? address : SMTPUtil.convertIDNEmailAddress(address);
        if (!EmailValidationUtil.isValidEmail(address)
                || converted == null
                || !isUtf8Allowed(smtp) && converted.chars().anyMatch(c -> c >= 128)) {
            throw new EmailException(
                    "The address of the " + whose + " is not valid, or needs the setting 'Allow UTF-8'");
        }
        return converted;
    }

    private static boolean isUtf8Allowed(Map<String, String> smtp) {
        return "true".equals(smtp.get(EmailSenderProvider.CONFIG_ALLOW_UTF8));
    }
}
