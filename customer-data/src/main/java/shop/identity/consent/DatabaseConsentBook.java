package shop.identity.consent;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.ConsentBook;
import shop.identity.customer.ConsentDecision;
import shop.identity.customer.ConsentKind;
import shop.identity.server.KeycloakTransactions;

record DatabaseConsentBook(KeycloakSession session, Consents consents) implements ConsentBook {

    @Override
    public void append(RealmModel realm, String userId, ConsentDecision decision) {
        KeycloakTransactions.within(session, connection -> {
            consents.append(connection, realm.getId(), userId, decision);
            return null;
        });
    }

    @Override
    public boolean isGiven(RealmModel realm, String userId, ConsentKind kind) {
        return KeycloakTransactions.within(session, connection -> consents.current(connection, realm.getId(), userId))
                .stream()
                .anyMatch(consent -> consent.kind() == kind && consent.isGiven());
    }

    @Override
    public void close() {}
}
