package shop.identity.verification;

import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserModel;
import shop.identity.limits.Attempt;
import shop.identity.link.LinkContext;
import shop.identity.token.CodeTries;

public record WaitingCustomer(EmailVerification verification, UserModel user, LinkContext context, EventBuilder event)
        implements Waiting {

    @Override
    public String address() {
        return user.getEmail();
    }

    @Override
    public Attempt send() {
        return verification.send(user, context);
    }

    @Override
    public Attempt mayType() {
        return verification.mayType();
    }

    @Override
    public CodeTries.Outcome type(String code) {
        return verification.type(user, code, event);
    }
}
