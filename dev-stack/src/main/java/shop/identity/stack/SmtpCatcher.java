package shop.identity.stack;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A mail server that misbehaves as it is told to. */
final class SmtpCatcher extends GreenMail {

    private final AtomicReference<MailFault> fault;

    /** @param fault null in it: none */
    SmtpCatcher(int port, AtomicReference<MailFault> fault) {
        super(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        this.fault = fault;
    }

    /** Called by the constructor of the class above: the fault is first looked at when a client comes. */
    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
        return Map.of(ServerSetup.PROTOCOL_SMTP, new SmtpServer(setups[0], managers) {
            @Override
            protected ProtocolHandler createProtocolHandler(Socket client) {
                return new SmtpHandler(new SmtpCommandRegistry(), manager(managers), client);
            }
        });
    }

    private SmtpManager manager(Managers managers) {
        return new SmtpManager(managers.getImapHostManager(), managers.getUserManager()) {
            @Override
            public String checkRecipient(SmtpState state, MailAddress recipient) {
                MailFault hit = fault.get();
                if (hit == null || !hit.hits(recipient.getEmail())) {
                    return super.checkRecipient(state, recipient);
                }
                fault.compareAndSet(hit, hit.afterHit());
                return hit.status() + " <" + recipient.getEmail() + ">: refused, as asked for with PUT /faults";
            }

            @Override
            public String checkData(SmtpState state) {
                MailFault slow = fault.get();
                if (slow != null && slow.delayMillis() != null) {
                    Pause.millis(slow.delayMillis());
                }
                return super.checkData(state);
            }
        };
    }
}
