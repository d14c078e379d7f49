package shop.identity.erasure.page;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.AccountRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import shop.identity.customer.CustomerRealm;
import shop.identity.erasure.Declined;
import shop.identity.erasure.Erasure;
import shop.identity.erasure.Erasures;
import shop.identity.erasure.Party;
import shop.identity.erasure.own.PrivacyFactory;

/**
 * The page where customers ask to be erased: {@code kc_action=shop-erase-account}. Only they themselves do: as a step that staff put
 * upon the next login, or as one that a mail leads to, it would do without a recent login, and is passed over.
 */
final class EraseAccountAction implements RequiredActionProvider {

    private static final String ID = EraseAccountActionFactory.ID;
    private static final String ERASE = "erase";

    private final PrivacyFactory privacy;

    /** @param privacy null where the server has it switched off: logins go on without */
    EraseAccountAction(PrivacyFactory privacy) {
        this.privacy = privacy;
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    /** Keycloak has whoever signed in longer ago sign in again. */
    @Override
    public int getMaxAuthAge(KeycloakSession session) {
        return privacy == null
                ? RequiredActionProvider.super.getMaxAuthAge(session)
                : (int) privacy.options().recent().toSeconds();
    }

    /** Called with every step of every login. */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        UserModel user = context.getUser();
        login.removeRequiredAction(ID);
        if (user.getRequiredActionsStream().anyMatch(ID::equals)) {
            user.removeRequiredAction(ID);
        }
        if (isThere(context) && ID.equals(login.getClientNote(Constants.KC_ACTION))) {
            new SignIn(context.getSession(), login).note(erasures().now());
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (isThere(context)) {
            context.challenge(asked(context, new ErasurePage(context, dueIfAskedNow())));
        } else {
            context.ignore();
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (!isThere(context)) {
            context.cancel();
            return;
        }
        ErasurePage page = new ErasurePage(context, dueIfAskedNow());
        SignIn signIn = new SignIn(context.getSession(), context.getAuthenticationSession());
        String chosen = context.getHttpRequest().getDecodedFormParameters().getFirst("action");
        if (!ERASE.equals(chosen)) {
            context.challenge(asked(context, page));
        } else if (!signIn.isWithin(privacy.options().recent(), erasures().now())) {
            // The page lay open: whoever sits there now need not be the customer.
            context.challenge(signIn.again());
        } else {
            context.challenge(confirmed(context, page));
        }
    }

    private Response asked(RequiredActionContext context, ErasurePage page) {
        if (!mayManageAccount(context)) {
            return page.impossible();
        }
        try {
            erasures().requirePossible(context.getSession(), context.getRealm(), context.getUser());
            return page.question();
        } catch (Declined declined) {
            return declined(context, page, declined);
        }
    }

    private Response confirmed(RequiredActionContext context, ErasurePage page) {
        if (!mayManageAccount(context)) {
            return page.impossible();
        }
        try {
            Erasure erasure = erasures()
                    .accept(
                            context.getSession(),
                            context.getRealm(),
                            context.getUser(),
                            Party.CUSTOMER,
                            privacy.options().grace());
            context.getEvent().clone().success();
            return page.accepted(erasure);
        } catch (Declined declined) {
            return declined(context, page, declined);
        }
    }

    private Response declined(RequiredActionContext context, ErasurePage page, Declined declined) {
        return switch (declined.reason()) {
            case STILL_OPEN -> page.stillOpen(declined.stillOpen().orElseThrow());
            case NOBODY_KNOWS -> page.nobodyKnows();
            case REQUESTED_ALREADY ->
                erasures()
                        .open(
                                context.getSession(),
                                context.getRealm(),
                                context.getUser().getId())
                        .map(page::acceptedBefore)
                        .orElseGet(page::question);
            case NO_CUSTOMER, ERASED, KEPT_ELSEWHERE -> page.impossible();
        };
    }

    private boolean isThere(RequiredActionContext context) {
        return privacy != null && CustomerRealm.takesPart(context.getRealm());
    }

    private Erasures erasures() {
        return privacy.erasures();
    }

    private Instant dueIfAskedNow() {
        return erasures().now().plus(privacy.options().grace());
    }

    /** As over REST, where it is asked of the token as well. */
    private static boolean mayManageAccount(RequiredActionContext context) {
        ClientModel account = context.getRealm().getClientByClientId(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        RoleModel role = account == null ? null : account.getRole(AccountRoles.MANAGE_ACCOUNT);
        return role != null && context.getUser().hasRole(role);
    }

    @Override
    public void close() {}
}
