package shop.identity.erasure;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What a customer is told of an erasure by mail: queued in the transaction of the session, by whatever sends the realm's mails. */
record ErasureMail(KeycloakSession session, RealmModel realm, UserModel customer, boolean asCustomer) {

    private static final Logger LOG = Logger.getLogger(ErasureMail.class);

    void requested(Erasure erasure, URI keep) {
        Map<String, Object> attributes = attributes(erasure);
        attributes.put("shopDay", day(erasure.due()));
        if (keep != null) {
            attributes.put("shopKeep", keep.toString());
        }
        send("shop-erasure-requested", "shopErasureRequestedSubject", attributes);
    }

    void cancelled(Erasure erasure) {
        send("shop-erasure-cancelled", "shopErasureCancelledSubject", attributes(erasure));
    }

    /** Article 12(3) asks for it, with the reason. */
    void extended(Erasure erasure, Instant legalDue, String reason) {
        Map<String, Object> attributes = attributes(erasure);
        attributes.put("shopDay", day(legalDue));
        attributes.put("shopWhy", reason);
        send("shop-erasure-extended", "shopErasureExtendedSubject", attributes);
    }

    private Map<String, Object> attributes(Erasure erasure) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("shopReference", erasure.id());
        if (!asCustomer) {
            // The language of staff's browser is not the customer's.
            attributes.put(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, true);
        }
        return attributes;
    }

    private String day(Instant time) {
        return DueDay.of(time, session.getContext().resolveLocale(customer, !asCustomer));
    }

    /** A right is not lost with an address: whom no mail can be written is erased all the same, or not. */
    private void send(String name, String subject, Map<String, Object> attributes) {
        if (customer.getEmail() == null) {
            return;
        }
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(customer)
                    .send(subject, name + ".ftl", attributes);
        } catch (EmailException e) {
            // Its message may have the address in it.
            LOG.warnf("Mail %s of erasure %s cannot be made", name, attributes.get("shopReference"));
        }
    }
}
