package shop.identity.mail;

import java.util.List;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import shop.identity.actions.StaffLinks;
import shop.identity.customer.CustomerRealm;

/**
 * Keycloak's own templates, and what only they know of a mail handed on to its sender: the realm, the user and the
 * template's name. A test of the mail server's settings is no mail for the queue: it has to say at once what is wrong.
 */
final class MailTemplates extends FreeMarkerEmailTemplateProvider {

    private static final String SUFFIX = ".ftl";

    private String kind;
    private boolean isTest;

    MailTemplates(KeycloakSession session) {
        super(session);
    }

    @Override
    public void sendSmtpTestEmail(Map<String, String> smtp, UserModel recipient) throws EmailException {
        isTest = true;
        super.sendSmtpTestEmail(smtp, recipient);
    }

    /** Keycloak sends these for staff only: what a login asks for is an action of ours. */
    @Override
    public void sendExecuteActions(String link, long expirationInMinutes) throws EmailException {
        if (CustomerRealm.takesPart(realm)) {
            handOver(() -> new StaffLinks(session, realm, user).executeActions(link));
        } else {
            super.sendExecuteActions(link, expirationInMinutes);
        }
    }

    @Override
    public void sendVerifyEmail(String link, long expirationInMinutes) throws EmailException {
        if (CustomerRealm.takesPart(realm)) {
            handOver(() -> new StaffLinks(session, realm, user).verifyEmail(link));
        } else {
            super.sendVerifyEmail(link, expirationInMinutes);
        }
    }

    /** Keycloak has an answer for staff when a mail cannot be handed over. */
    private static void handOver(Runnable mail) throws EmailException {
        try {
            mail.run();
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof EmailException refused) {
                throw refused;
            }
            throw e;
        }
    }

    @Override
    public void send(
            String subjectKey,
            List<Object> subjectAttributes,
            String bodyTemplate,
            Map<String, Object> bodyAttributes,
            String address)
            throws EmailException {
        kind = bodyTemplate.endsWith(SUFFIX)
                ? bodyTemplate.substring(0, bodyTemplate.length() - SUFFIX.length())
                : bodyTemplate;
        super.send(subjectKey, subjectAttributes, bodyTemplate, bodyAttributes, address);
    }

    @Override
    protected void send(Map<String, String> smtp, String subject, String text, String html, String address)
            throws EmailException {
        EmailSenderProvider sender = session.getProvider(EmailSenderProvider.class);
        if (isTest) {
            session.getProvider(EmailSenderProvider.class, QueuingMailSender.AT_ONCE)
                    .send(smtp, user, subject, text, html);
        } else if (sender instanceof QueuingMailSender queuing) {
            String to = address == null ? user.getEmail() : address;
            queuing.send(realm, smtp, user, new Mail(to, subject, text, html), kind);
        } else {
            super.send(smtp, subject, text, html, address);
        }
    }
}
