package shop.identity.welcome;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.customer.ConsentBook;
import shop.identity.customer.ConsentKind;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomerStatus;
import shop.identity.link.LinkMail;

/** One customer, and what may be mailed to that customer now. */
record WelcomeMail(KeycloakSession session, RealmModel realm, UserModel user) {

    /** Everything that ends the series for good: the customer or the realm is gone, or left, or said no. */
    boolean isUnwanted(int day) {
        return realm == null
                || user == null
                || hasLeft()
                || !CustomerRealm.takesPart(realm)
                || WelcomeDays.isMarketing(day) && !hasConsented();
    }

    private boolean hasLeft() {
        return switch (CustomerStatus.of(user)) {
            case PENDING, ACTIVE -> false;
            case SUSPENDED, INACTIVE, ERASED -> true;
        };
    }

    boolean hasConsented() {
        return ConsentBook.isGiven(session, realm, user.getId(), ConsentKind.MARKETING);
    }

    /** Not while a new address waits for its verification: it may be somebody else's. */
    boolean isReachable() {
        return user.getEmail() != null && user.isEmailVerified();
    }

    /** Queues it in the transaction of the session, in the customer's language. */
    void send(int day, String clientId) {
        String template = day == 0 ? "shop-welcome" : "shop-welcome-day" + day;
        String subject = day == 0 ? "shopWelcomeSubject" : "shopWelcomeDay" + day + "Subject";
        new LinkMail(session, realm, user)
                .with("shopLink", new ShopLink(realm).to(clientId))
                .send(template, subject);
    }
}
