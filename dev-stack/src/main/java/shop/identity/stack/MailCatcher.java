package shop.identity.stack;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.List;

/**
 * An SMTP server that takes any mail for anybody and delivers none.
 *
 * <p>On its page port: {@code GET /} for people, {@code GET /api/messages} the mails as JSON, newest first (see
 * {@link CaughtMail}), {@code DELETE /api/messages} forgets them.
 */
public final class MailCatcher implements AutoCloseable {

    private final Mailbox mailbox = new Mailbox();
    private final MailPage page = new MailPage();
    private final int smtpPort;
    private final HttpEndpoint endpoint;
    private GreenMail smtp;

    MailCatcher(int smtpPort, int uiPort) {
        this.smtpPort = smtpPort;
        HttpRoutes routes = new HttpRoutes()
                .on("GET", "/", call -> Answer.html(page.list(messages())))
                .on("GET", "/messages/{id}", call -> Answer.html(page.message(message(call))))
                .on("GET", "/api/messages", call -> Answer.json(messages()))
                .on("DELETE", "/api/messages", call -> {
                    clear();
                    return Answer.nothing();
                });
        this.endpoint = new HttpEndpoint(uiPort, routes::answer);
    }

    /** Address of the page, without a slash at the end. */
    public String url() {
        return endpoint.url();
    }

    /** All mails, newest first. */
    public List<CaughtMail> messages() {
        return mailbox.mails();
    }

    /** The mails to one address, newest first; letter case does not matter. */
    public List<CaughtMail> messagesTo(String address) {
        return messages().stream()
                .filter(mail -> mail.to().stream().anyMatch(address::equalsIgnoreCase))
                .toList();
    }

    public void clear() {
        mailbox.clear();
    }

    /** Starts both servers; a mail server that was stopped keeps its mails. */
    public synchronized void start() {
        smtp = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.getManagers().getUserManager().setMessageDeliveryHandler((message, address) -> {
            // Asked once per recipient, with the same mail: kept for the first one only.
            boolean first = address.equals(message.getToAddresses().iterator().next());
            return new Recipient(address.getEmail(), first ? mailbox::take : repeated -> {});
        });
        try {
            smtp.start();
        } catch (IllegalStateException e) {
            throw new StackException("The mail catcher cannot listen on port " + smtpPort + ".", e);
        }
        endpoint.start();
    }

    /** Stops both servers: mail cannot be sent until {@link #start()}. */
    @Override
    public synchronized void close() {
        endpoint.close();
        if (smtp != null) {
            smtp.stop();
            smtp = null;
        }
    }

    private CaughtMail message(Call call) {
        return messages().stream()
                .filter(mail -> mail.id().equals(call.variable("id")))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(call.path()));
    }
}
