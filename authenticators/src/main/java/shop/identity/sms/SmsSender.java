package shop.identity.sms;

import org.keycloak.provider.Provider;
import shop.identity.queue.Delivery;

/**
 * A way to a text message gateway. Called by a worker, after the commit of what the message is about, and without an open
 * transaction.
 */
public interface SmsSender extends Provider {

    /**
     * Hands the message over and waits for the gateway's answer.
     *
     * @param realm name of the realm whose customer gets it
     * @return with a reason that has neither number nor text in it. What is to be tried again is, until the message is of
     *     no use any more
     */
    Delivery send(String realm, SmsMessage message);
}
