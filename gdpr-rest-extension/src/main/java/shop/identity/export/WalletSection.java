package shop.identity.export;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.IssuedVerifiableCredentialModel;
import org.keycloak.models.UserVerifiableCredentialModel;

/**
 * Credentials that the customer may have in a wallet, with what they say of the customer, and which of them were issued to whom:
 * Keycloak's feature {@code oid4vc-vci}.
 */
final class WalletSection implements Section {

    @Override
    public void write(Subject subject, Json to) throws IOException {
        String userId = subject.customer().getId();
        List<IssuedVerifiableCredentialModel> issued = subject.session()
                .users()
                .getIssuedVerifiableCredentialsStreamByUser(userId)
                .toList();
        to.objects(
                "verifiableCredentials",
                subject.session().users().getVerifiableCredentialsByUser(userId),
                credential -> {
                    to.text("scope", scope(subject, credential));
                    to.millis("createdAt", credential.getCreatedDate());
                    to.millis("updatedAt", credential.getUpdatedDate());
                    attributes(credential, to);
                    to.objects(
                            "issued",
                            issued.stream().filter(one -> credential.getId().equals(one.getVerifiableCredentialId())),
                            one -> {
                                to.text("client", client(subject, one));
                                to.millis("issuedAt", one.getIssuedAt());
                                to.millis("expiresAt", one.getExpiresAt());
                            });
                });
    }

    private static void attributes(UserVerifiableCredentialModel credential, Json to) throws IOException {
        Map<String, List<String>> attributes = credential.getUserAttributes();
        to.object("attributes", () -> {
            for (Map.Entry<String, List<String>> attribute :
                    new TreeMap<>(attributes == null ? Map.of() : attributes).entrySet()) {
                to.texts(attribute.getKey(), attribute.getValue());
            }
        });
    }

    /** Its name; of one that is there no more, the id. */
    private static String scope(Subject subject, UserVerifiableCredentialModel credential) {
        ClientScopeModel scope = subject.realm().getClientScopeById(credential.getClientScopeId());
        return scope == null ? credential.getClientScopeId() : scope.getName();
    }

    private static String client(Subject subject, IssuedVerifiableCredentialModel issued) {
        ClientModel client =
                issued.getClientId() == null ? null : subject.realm().getClientById(issued.getClientId());
        return client == null ? issued.getClientId() : client.getClientId();
    }
}
