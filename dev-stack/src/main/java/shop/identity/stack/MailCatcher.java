package shop.identity.stack;

import com.icegreen.greenmail.util.GreenMail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An SMTP server that takes any mail for anybody and delivers none.
 *
 * <p>On its page port: {@code GET /} for people, {@code GET /api/messages} the mails as JSON, newest first (see
 * {@link CaughtMail}), {@code DELETE /api/messages} forgets them. {@code GET /faults}, {@code PUT /faults} with
 * <code>{"status": 550, "recipient": "ada@example.org"}</code>, every part optional, {@code DELETE /faults}: see
 * {@link MailFault}.
 */
public final class MailCatcher implements AutoCloseable {

    private final Mailbox mailbox = new Mailbox();
    private final MailPage page = new MailPage();
    private final SmsCatcher sms = new SmsCatcher();
    private final int smtpPort;
    private final HttpEndpoint endpoint;
    private final AtomicReference<MailFault> fault = new AtomicReference<>();
    private GreenMail smtp;
    private boolean isStarted;

    MailCatcher(int smtpPort, int uiPort) {
        this.smtpPort = smtpPort;
        HttpRoutes routes = new HttpRoutes()
                .on("GET", "/", call -> Answer.html(page.list(messages())))
                .on("GET", "/messages/{id}", call -> Answer.html(page.message(message(call))))
                .on("GET", "/api/messages", call -> Answer.json(messages()))
                .on("DELETE", "/api/messages", call -> {
                    clear();
                    return Answer.nothing();
                })
                .on(
                        "GET",
                        "/faults",
                        call -> Answer.json(Optional.ofNullable(fault.get())
                                .<Object>map(set -> set)
                                .orElse(Map.of())))
                .on("PUT", "/faults", call -> {
                    setFault(call.body(MailFault.class));
                    return Answer.nothing();
                })
                .on("DELETE", "/faults", call -> {
                    setFault(null);
                    return Answer.nothing();
                });
        sms.addTo(routes);
        this.endpoint = new HttpEndpoint(uiPort, routes::answer);
    }

    /** Address of the page, without a slash at the end. */
    public String url() {
        return endpoint.url();
    }

    /** The stand-in for a text message gateway, at the same port as the page. */
    public SmsCatcher sms() {
        return sms;
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

    /** Misbehave from now on; null: behave. */
    public synchronized void setFault(MailFault next) {
        fault.set(next);
        if (!isStarted) {
            return;
        }
        if (next != null && next.isDown()) {
            stopSmtp();
        } else {
            startSmtp();
        }
    }

    /** Starts both servers; a mail server that was stopped keeps its mails. */
    public synchronized void start() {
        startSmtp();
        endpoint.start();
        isStarted = true;
    }

    private void startSmtp() {
        if (smtp != null) {
            return;
        }
        GreenMail next = new SmtpCatcher(smtpPort, fault);
        next.getManagers().getUserManager().setMessageDeliveryHandler((message, address) -> {
            // Asked once per recipient, with the same mail: kept for the first one only.
            boolean first = address.equals(message.getToAddresses().iterator().next());
            return new Recipient(address.getEmail(), first ? mailbox::take : repeated -> {});
        });
        try {
            next.start();
        } catch (IllegalStateException e) {
            throw new StackException("The mail catcher cannot listen on port " + smtpPort + ".", e);
        }
        smtp = next;
    }

    private void stopSmtp() {
        if (smtp != null) {
            smtp.stop();
            smtp = null;
        }
    }

    /** Stops both servers: mail cannot be sent until {@link #start()}. */
    @Override
    public synchronized void close() {
        isStarted = false;
        endpoint.close();
        stopSmtp();
    }

    private CaughtMail message(Call call) {
        return messages().stream()
                .filter(mail -> mail.id().equals(call.variable("id")))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(call.path()));
    }
}
