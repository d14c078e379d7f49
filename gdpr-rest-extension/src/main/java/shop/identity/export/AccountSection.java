package shop.identity.export;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.organization.OrganizationProvider;
import shop.identity.customer.CustomerStatus;

/**
 * Keycloak's record of the customer. Of a credential that there is one: what it consists of is a secret, of no use to the
 * customer and of much to others.
 */
final class AccountSection implements Section {

    private final WalletSection wallet = new WalletSection();

    @Override
    public void write(Subject subject, Json to) throws IOException {
        UserModel customer = subject.customer();
        to.object("account", () -> {
            profile(customer, to);
            to.objects("credentials", customer.credentialManager().getCredentials(), credential -> {
                to.text("type", credential.getType());
                to.text("label", credential.getUserLabel());
                to.millis("createdAt", credential.getCreatedDate());
            });
            to.objects(
                    "identities",
                    subject.session().users().getFederatedIdentitiesStream(subject.realm(), customer),
                    identity -> {
                        to.text("identityProvider", identity.getIdentityProvider());
                        to.text("userId", identity.getUserId());
                        to.text("userName", identity.getUserName());
                    });
            to.texts("groups", customer.getGroupsStream().map(KeycloakModelUtils::buildGroupPath));
            roles(customer, to);
            consents(subject, to);
            to.texts("organizations", organizations(subject));
            wallet.write(subject, to);
            failures(subject, to);
        });
    }

    private static void profile(UserModel customer, Json to) throws IOException {
        to.text("username", customer.getUsername());
        to.text("email", customer.getEmail());
        to.yes("emailVerified", customer.isEmailVerified());
        to.text("firstName", customer.getFirstName());
        to.text("lastName", customer.getLastName());
        to.yes("enabled", customer.isEnabled());
        to.text("status", CustomerStatus.of(customer).name());
        to.millis("createdAt", customer.getCreatedTimestamp());
        to.text("userStore", customer.getFederationLink());
        to.object("attributes", () -> {
            for (Map.Entry<String, List<String>> attribute : new TreeMap<>(customer.getAttributes()).entrySet()) {
                to.texts(attribute.getKey(), attribute.getValue());
            }
        });
        to.texts("requiredActions", customer.getRequiredActionsStream());
    }

    private static void roles(UserModel customer, Json to) throws IOException {
        Map<String, List<String>> byOwner = new TreeMap<>();
        customer.getRoleMappingsStream()
                .forEach(role -> byOwner.merge(
                        owner(role),
                        List.of(role.getName()),
                        (some, more) ->
                                Stream.concat(some.stream(), more.stream()).toList()));
        List<String> ofRealm = byOwner.remove("");
        to.object("roles", () -> {
            to.texts("realm", ofRealm == null ? Stream.empty() : ofRealm.stream());
            to.object("clients", () -> {
                for (Map.Entry<String, List<String>> client : byOwner.entrySet()) {
                    to.texts(client.getKey(), client.getValue().stream());
                }
            });
        });
    }

    /** @return empty for the realm */
    private static String owner(RoleModel role) {
        return role.getContainer() instanceof ClientModel client ? client.getClientId() : "";
    }

    /** What applications may know of the customer, by the customer's own word. */
    private static void consents(Subject subject, Json to) throws IOException {
        to.objects(
                "consents",
                subject.session()
                        .users()
                        .getConsentsStream(subject.realm(), subject.customer().getId()),
                consent -> {
                    to.text("client", consent.getClient().getClientId());
                    to.texts("scopes", consent.getGrantedClientScopes().stream().map(scope -> scope.getName()));
                    to.millis("createdAt", consent.getCreatedDate());
                    to.millis("updatedAt", consent.getLastUpdatedDate());
                });
    }

    private static List<String> organizations(Subject subject) {
        OrganizationProvider organizations = subject.session().getProvider(OrganizationProvider.class);
        return organizations == null || !organizations.isEnabled()
                ? List.of()
                : organizations
                        .getByMember(subject.customer())
                        .map(organization -> organization.getName())
                        .sorted(Comparator.naturalOrder())
                        .toList();
    }

    private static void failures(Subject subject, Json to) throws IOException {
        UserLoginFailureModel failures = subject.session()
                .loginFailures()
                .getUserLoginFailure(subject.realm(), subject.customer().getId());
        if (failures == null) {
            to.to().writeNullField("loginFailures");
        } else {
            to.object("loginFailures", () -> {
                to.to().writeNumberField("count", failures.getNumFailures());
                to.millis("lastAt", failures.getLastFailure());
                to.text("lastAddress", failures.getLastIPFailure());
            });
        }
    }
}
