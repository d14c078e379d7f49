package shop.identity.stack;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The one mailbox in which the mail for everybody ends: newest first, the last 10,000. */
final class Mailbox {

    private static final int KEPT_MAILS = 10_000;

    private final Deque<CaughtMail> mails = new ArrayDeque<>();
    private long lastId;

    synchronized List<CaughtMail> mails() {
        return List.copyOf(mails);
    }

    synchronized void clear() {
        mails.clear();
    }

    void take(MovingMessage message) {
        try {
            MimeMessage mime = message.getMessage();
            MailParts parts = MailParts.of(mime);
            MailAddress from = message.getReturnPath();
            keep(
                    from == null ? "" : from.getEmail(),
                    message.getToAddresses().stream().map(MailAddress::getEmail).toList(),
                    mime.getSubject() == null ? "" : mime.getSubject(),
                    parts,
                    mime.getMessageID() == null ? "" : mime.getMessageID());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A mail that cannot be read", e);
        }
    }

    private synchronized void keep(String from, List<String> to, String subject, MailParts parts, String messageId) {
        if (mails.size() == KEPT_MAILS) {
            mails.removeLast();
        }
        String id = Long.toString(++lastId);
        mails.addFirst(
                new CaughtMail(id, Instant.now().toString(), from, to, subject, parts.text(), parts.html(), messageId));
    }
}
