package shop.identity.phoneverification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.customer.ContactChannel;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;
import shop.identity.queue.Transactions;
import shop.identity.server.KeycloakTransactions;
import shop.identity.sms.SmsQueue;
import shop.identity.token.CodeTries;
import shop.identity.token.IssuedToken;
import shop.identity.token.TokenKind;
import shop.identity.token.TokenOrder;
import shop.identity.token.Tokens;

/**
 * Makes sure that a customer has the telephone. Using a code, the attribute that says so and the events are one
 * transaction, the request's.
 */
final class PhoneVerification {

    /** The user attribute with the number, in E.164. */
    static final String NUMBER = "phoneNumber";

    /** What became of a code that was typed. */
    enum Answer {
        RIGHT,
        WRONG,
        TRIES_USED_UP,
        /** Or there never was one, or it was for another number, or somebody else has asked for one for this number. */
        EXPIRED,
        /** It was right, but another customer has the number verified. Said to nobody who cannot read its messages. */
        TAKEN
    }

    private final KeycloakSession session;
    private final RealmModel realm;
    private final PhoneVerificationConfig config;
    private final AttemptLimiter limiter;
    private final Tokens tokens;
    private final VerifiedPhones phones = new VerifiedPhones();

    PhoneVerification(KeycloakSession session, RealmModel realm, PhoneVerificationConfig config) {
        this.session = session;
        this.realm = realm;
        this.config = config;
        this.limiter = session.getProvider(AttemptLimiter.class);
        this.tokens = Tokens.of(session);
    }

    /** @return null when the customer has none */
    static String numberOf(UserModel user) {
        String number = user.getFirstAttribute(NUMBER);
        return number == null || number.isBlank() ? null : number;
    }

    /** Takes the attribute back that was left from another number. */
    boolean isVerified(UserModel user, String number) {
        if (!"true".equals(user.getFirstAttribute(ContactChannel.PHONE_ATTRIBUTE))) {
            return false;
        }
        boolean isForAnother = within(connection -> phones.isForAnother(connection, user.getId(), number));
        if (isForAnother) {
            user.removeAttribute(ContactChannel.PHONE_ATTRIBUTE);
        }
        return !isForAnother;
    }

    /** Whether a message may go to this number now; counted, whatever becomes of it. */
    Attempt mayText(UserModel user, String number) {
        Attempt attempt = limiter.again(realm, LimitedAction.OTP, number);
        if (attempt.isAllowed()) {
            attempt = limiter.byNetwork(realm, LimitedAction.VERIFICATION);
        }
        if (attempt.isAllowed()) {
            attempt = limiter.byAccount(realm, LimitedAction.OTP, user.getId());
        }
        return attempt.isAllowed() ? limiter.byAddress(realm, LimitedAction.OTP, number) : attempt;
    }

    /** Queues a message with a code; older ones to the customer, or to the number, are void from the commit on. */
    void text(UserModel user, String number) {
        TokenOrder order =
                new TokenOrder(TokenKind.VERIFY_PHONE, realm.getId(), user.getId(), number, config.codeLife(), null);
        IssuedToken issued = within(connection -> tokens.issueCode(connection, order));
        String text = new CodeText(session, realm).of(user, issued.code(), config.codeLife());
        session.getProvider(SmsQueue.class).add(realm, user, issued.id(), number, text, config.codeLife());
    }

    /** @return whether a code may be typed now; counted, whatever becomes of it */
    Attempt mayType() {
        return limiter.byNetwork(realm, LimitedAction.OTP);
    }

    /** A right code verifies. */
    Answer type(UserModel user, String number, String code) {
        CodeTries.Try made = CodeTries.of(session).make(user.getId(), TokenKind.VERIFY_PHONE, code);
        return switch (made.outcome()) {
            case WRONG -> Answer.WRONG;
            case NONE_LEFT ->
                within(connection -> tokens.isLive(connection, user.getId(), TokenKind.VERIFY_PHONE))
                        ? Answer.TRIES_USED_UP
                        : Answer.EXPIRED;
            case RIGHT -> use(made.tokenId(), user, number);
        };
    }

    private Answer use(UUID tokenId, UserModel user, String number) {
        Answer answer = within(connection -> use(connection, tokenId, user.getId(), number));
        if (answer == Answer.RIGHT) {
            user.setSingleAttribute(ContactChannel.PHONE_ATTRIBUTE, "true");
        }
        return answer;
    }

    private Answer use(Connection connection, UUID tokenId, String userId, String number) throws SQLException {
        phones.lock(connection, realm.getId(), number);
        if (!phones.isStillOf(connection, userId, number) || !tokens.use(connection, tokenId, number)) {
            return Answer.EXPIRED;
        }
        if (config.isUnique() && phones.isTaken(connection, realm.getId(), userId, number)) {
            return Answer.TAKEN;
        }
        phones.note(connection, realm.getId(), userId, number);
        return Answer.RIGHT;
    }

    /** The customer gave the wrong number; what was sent to the old one is void. */
    void change(UserModel user, String number) {
        forgetCodes(user);
        user.removeAttribute(ContactChannel.PHONE_ATTRIBUTE);
        user.setSingleAttribute(NUMBER, number);
    }

    /** The customer would rather have none. */
    void remove(UserModel user) {
        forgetCodes(user);
        user.removeAttribute(ContactChannel.PHONE_ATTRIBUTE);
        user.removeAttribute(NUMBER);
    }

    private void forgetCodes(UserModel user) {
        within(connection -> {
            tokens.replace(connection, user.getId(), TokenKind.VERIFY_PHONE);
            return null;
        });
    }

    private <T> T within(Transactions.Work<T> work) {
        return KeycloakTransactions.within(session, work);
    }
}
