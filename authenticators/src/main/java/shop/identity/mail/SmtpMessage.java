package shop.identity.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.keycloak.email.EmailException;

/**
 * A mail as it goes out, made as Keycloak's own sender makes it, but for its {@code Message-ID}: that stays the same
 * however often the mail is sent, so that a receiver can drop a repetition.
 */
final class SmtpMessage extends MimeMessage {

    private final String messageId;

    private SmtpMessage(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /** @param from the address in the settings, checked */
    static SmtpMessage of(Session session, SmtpSettings settings, String from, QueuedMail queued, Mail mail)
            throws MessagingException, EmailException {
        String domain = from.substring(from.lastIndexOf('@') + 1);
        SmtpMessage message = new SmtpMessage(session, "<" + queued.id() + "@" + domain + ">");
        InternetAddress sender = address(from, settings.get("fromDisplayName"));
        message.setFrom(sender);
        message.setReplyTo(new Address[] {settings.isSet("replyTo") ? replyTo(settings) : sender});
        message.setHeader("To", mail.to());
        try {
            message.setSubject(MimeUtility.encodeText(mail.subject(), StandardCharsets.UTF_8.name(), null));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java runtime has UTF-8", e);
        }
        message.setContent(body(mail));
        message.setSentDate(Date.from(queued.createdAt()));
        message.saveChanges();
        return message;
    }

    private static InternetAddress replyTo(SmtpSettings settings) throws MessagingException, EmailException {
        String address = MailAddress.checked(settings.get("replyTo"), settings.settings(), "one to reply to");
        return address(address, settings.get("replyToDisplayName"));
    }

    private static InternetAddress address(String address, String name) throws MessagingException {
        try {
            return name == null || name.isBlank()
                    ? new InternetAddress(address)
                    : new InternetAddress(address, name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java runtime has UTF-8", e);
        }
    }

    private static MimeMultipart body(Mail mail) throws MessagingException {
        MimeMultipart parts = new MimeMultipart("alternative");
        if (mail.text() != null) {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(mail.text(), StandardCharsets.UTF_8.name());
            parts.addBodyPart(text);
        }
        if (mail.html() != null) {
            MimeBodyPart html = new MimeBodyPart();
            html.setContent(mail.html(), "text/html; charset=UTF-8");
            parts.addBodyPart(html);
        }
        return parts;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
