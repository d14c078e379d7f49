package shop.identity.stack;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.internet.MimeMessage;
import java.util.function.Consumer;

/** What the mail server takes for the user behind an address: someone with no account who passes every mail on. */
record Recipient(String address, Consumer<MovingMessage> mailbox) implements GreenMailUser {

    @Override
    public void deliver(MovingMessage message) {
        mailbox.accept(message);
    }

    /** Never called: the mail server's SMTP side, the only one that is started, hands on mail with its envelope. */
    @Override
    public void deliver(MimeMessage message) {
        throw new UnsupportedOperationException("Only mail with an envelope");
    }

    @Override
    public String getEmail() {
        return address;
    }

    @Override
    public String getLogin() {
        return address;
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public String getQualifiedMailboxName() {
        return address;
    }

    @Override
    public void create() {}

    @Override
    public void delete() {}

    @Override
    public void setPassword(String password) {}

    @Override
    public void authenticate(String password) {}
}
