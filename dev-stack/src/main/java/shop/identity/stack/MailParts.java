package shop.identity.stack;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;

/** The readable parts of a mail. */
record MailParts(String text, String html) {

    static MailParts of(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return new MailParts(part.getContent().toString(), "");
        }
        if (part.isMimeType("text/html")) {
            return new MailParts("", part.getContent().toString());
        }
        MailParts found = new MailParts("", "");
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                found = found.or(of(parts.getBodyPart(i)));
            }
        }
        return found;
    }

    private MailParts or(MailParts other) {
        return new MailParts(text.isEmpty() ? other.text : text, html.isEmpty() ? other.html : html);
    }
}
