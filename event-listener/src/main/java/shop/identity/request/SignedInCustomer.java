package shop.identity.request;

import jakarta.ws.rs.NotAuthorizedException;
import org.keycloak.models.AccountRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager.BearerTokenAuthenticator;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStoragePrivateUtil;
import shop.identity.crossorigin.CustomerPages;
import shop.identity.customer.CustomerPart;
import shop.identity.problem.Refusal;

/**
 * The customer whose access token a request carries. What it may do is said by the roles that Keycloak's own account interface
 * asks for: {@code view-profile} and {@code manage-account} of the client {@code account}, in the token and still the user's.
 */
public record SignedInCustomer(KeycloakSession session, RealmModel realm, UserModel user, AccessToken token)
        implements CustomerPart.SignedIn {

    private static final String TOKEN_NEEDED = "A valid access token of the customer is needed.";

    /** @throws Refusal 401 without a valid token of this realm, 403 for the account of a service */
    public static SignedInCustomer of(KeycloakSession session) {
        AuthResult known = authenticate(session);
        if (known == null) {
            throw Refusal.unauthenticated(TOKEN_NEEDED);
        }
        CustomerPages.allow(session, known.client());
        if (known.user().getServiceAccountClientLink() != null) {
            throw Refusal.forbidden("The account of a service is no customer.");
        }
        RealmModel realm = session.getContext().getRealm();
        // A light token does not carry its roles: Keycloak knows them by the session.
        AuthenticationManager.resolveLightweightAccessTokenRoles(session, known.token(), realm);
        return new SignedInCustomer(session, realm, known.user(), known.token());
    }

    private static AuthResult authenticate(KeycloakSession session) {
        try {
            return new BearerTokenAuthenticator(session).authenticate();
        } catch (NotAuthorizedException noBearerToken) {
            // Said with the same words as no header at all.
            return null;
        }
    }

    @Override
    public void requireView() {
        if (!has(AccountRoles.VIEW_PROFILE) && !has(AccountRoles.MANAGE_ACCOUNT)) {
            throw refusal("The role view-profile or manage-account of the client account is needed.");
        }
    }

    @Override
    public void requireManage() {
        if (!has(AccountRoles.MANAGE_ACCOUNT)) {
            throw refusal("The role manage-account of the client account is needed.");
        }
    }

    /** A node's cache may know a customer for longer than there are rows of the roles: who was removed meanwhile is nobody. */
    private Refusal refusal(String detail) {
        boolean removed = StorageId.isLocalStorage(user.getId())
                && UserStoragePrivateUtil.userLocalStorage(session).getUserById(realm, user.getId()) == null;
        return removed ? Refusal.unauthenticated(TOKEN_NEEDED) : Refusal.forbidden(detail);
    }

    private boolean has(String roleName) {
        ClientModel account = realm.getClientByClientId(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        RoleModel role = account == null ? null : account.getRole(roleName);
        AccessToken.Access access = token.getResourceAccess(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        return role != null && access != null && access.isUserInRole(roleName) && user.hasRole(role);
    }
}
