package shop.identity.erasure.processing;

import java.sql.PreparedStatement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserVerifiableCredentialModel;
import shop.identity.customer.CustomerStatus;
import shop.identity.server.KeycloakTransactions;
import shop.identity.traces.SessionRecords;

/** Keycloak's own record of a customer, of which the id is left and the day on which it was made. */
record KeycloakRecord(KeycloakSession session, RealmModel realm, UserModel customer) {

    private static final String NAME = "erased-";

    /** They are no attributes, though Keycloak lists them with those. */
    private static final Set<String> COLUMNS =
            Set.of(UserModel.USERNAME, UserModel.EMAIL, UserModel.FIRST_NAME, UserModel.LAST_NAME);

    /** Keycloak hides the groups behind organisations from {@link UserModel#getGroupsStream()}. */
    private static final String MEMBERSHIPS = "DELETE FROM USER_GROUP_MEMBERSHIP WHERE USER_ID = ?";

    void anonymise() {
        endSessions();
        removeCredentials();
        removeLinks();
        removeRights();
        removeProfile();
        CustomerStatus.ERASED.put(customer);
    }

    /** They ended with the request; who kept one open is signed in no more. */
    void endSessions() {
        session.sessions().removeUserSessions(realm, customer);
        List<UserSessionModel> offline =
                session.sessions().getOfflineUserSessionsStream(realm, customer).toList();
        offline.forEach(each -> session.sessions().removeOfflineUserSession(realm, each));
        session.loginFailures().removeUserLoginFailure(realm, customer.getId());
        KeycloakTransactions.durably(session, connection -> {
            new SessionRecords().remove(connection, realm.getId(), customer.getId());
            return null;
        });
    }

    private void removeCredentials() {
        List<String> credentials = customer.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getId)
                .toList();
        credentials.forEach(id -> customer.credentialManager().removeStoredCredentialById(id));
        customer.getRequiredActionsStream().toList().forEach(customer::removeRequiredAction);
    }

    private void removeLinks() {
        session.users()
                .getFederatedIdentitiesStream(realm, customer)
                .map(FederatedIdentityModel::getIdentityProvider)
                .toList()
                .forEach(alias -> session.users().removeFederatedIdentity(realm, customer, alias));
        session.users()
                .getConsentsStream(realm, customer.getId())
                .map(consent -> consent.getClient().getId())
                .toList()
                .forEach(client -> session.users().revokeConsentForClient(realm, customer.getId(), client));
        // Their rows are gone by now. Keycloak's cache has them, with what they say of the customer.
        session.users()
                .getVerifiableCredentialsByUser(customer.getId())
                .map(UserVerifiableCredentialModel::getClientScopeId)
                .toList()
                .forEach(scope -> session.users().removeVerifiableCredential(customer.getId(), scope));
    }

    private void removeRights() {
        customer.getRoleMappingsStream().toList().forEach(customer::deleteRoleMapping);
        customer.getGroupsStream().toList().forEach(customer::leaveGroup);
        KeycloakTransactions.within(session, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(MEMBERSHIPS)) {
                delete.setString(1, customer.getId());
                return delete.executeUpdate();
            }
        });
    }

    private void removeProfile() {
        List.copyOf(customer.getAttributes().keySet()).stream()
                .filter(name -> !COLUMNS.contains(name) && !name.equals(CustomerStatus.MARK))
                .forEach(customer::removeAttribute);
        customer.setFirstName(null);
        customer.setLastName(null);
        customer.setEmail(null);
        customer.setEmailVerified(false);
        customer.setUsername(NAME + UUID.randomUUID());
    }
}
