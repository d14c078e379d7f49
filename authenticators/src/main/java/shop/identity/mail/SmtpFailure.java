package shop.identity.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import shop.identity.queue.Delivery;

/**
 * What a mail server's refusal means for a mail. In words of our own and with the SMTP code: the server's words mostly
 * repeat the recipient.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1">RFC 5321, reply codes</a>
 */
final class SmtpFailure {

    private static final int FINAL = 500;

    private SmtpFailure() {}

    /** The server was reached, and took the credentials. */
    static Delivery whileSending(Exception e) {
        for (Throwable cause : causes(e)) {
            if (cause instanceof SMTPSenderFailedException sender) {
                return refusedSender(sender.getReturnCode());
            }
            if (cause instanceof SMTPAddressFailedException recipient) {
                return refused("the recipient", recipient.getReturnCode());
            }
        }
        for (Throwable cause : causes(e)) {
            if (cause instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
                return send.getCommand() != null && send.getCommand().startsWith("MAIL")
                        ? refusedSender(send.getReturnCode())
                        : refused("the mail", send.getReturnCode());
            }
        }
        return Delivery.retry("the connection to the mail server broke off");
    }

    /** The realm's own address, or who says it may use it: nothing that the mail could help. */
    private static Delivery refusedSender(int code) {
        return Delivery.retry("the mail server refuses the sender, SMTP " + code);
    }

    private static Delivery refused(String what, int code) {
        String reason = "the mail server refuses " + what + ", SMTP " + code;
        return code >= FINAL ? Delivery.rejected(reason) : Delivery.retry(reason);
    }

    /** Nothing of it is the mail's fault. */
    static String whileConnecting(Exception e) {
        for (Throwable cause : causes(e)) {
            if (cause instanceof AuthenticationFailedException) {
                return "the mail server refuses the credentials";
            }
        }
        return "the mail server cannot be reached";
    }

    /** Also along the second chain that a {@link MessagingException} has. */
    private static Set<Throwable> causes(Throwable e) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(e, seen);
        return seen;
    }

    private static void collect(Throwable e, Set<Throwable> seen) {
        if (e != null && seen.add(e)) {
            if (e instanceof MessagingException mail) {
                collect(mail.getNextException(), seen);
            }
            collect(e.getCause(), seen);
        }
    }
}
