package shop.identity.token;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/** Links and codes that a customer was sent. */
record TokenData(KeycloakSession session, OwnTokens own, Tokens tokens) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        List<OwnTokens.Issued> issued =
                KeycloakTransactions.within(session, connection -> own.of(connection, realm.getId(), userId));
        to.writeStartArray();
        for (OwnTokens.Issued token : issued) {
            to.writeStartObject();
            to.writeStringField("kind", token.kind());
            to.writeStringField("createdAt", token.created().toString());
            to.writeStringField("expiresAt", token.expires().toString());
            to.writeStringField(
                    "usedAt", token.used() == null ? null : token.used().toString());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    /** Whoever opens an old link is told that it is unknown. */
    @Override
    public void erase(RealmModel realm, String userId) {
        KeycloakTransactions.durably(session, connection -> {
            tokens.forgetUser(connection, userId);
            return null;
        });
    }
}
