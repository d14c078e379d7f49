package shop.identity.reset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.sealing.SealException;
import shop.identity.server.KeycloakTransactions;
import shop.identity.traces.KnownAs;

/** Requests for a new password that wait to be looked into. Whose they are only their sealed content says. */
record ResetRequestData(KeycloakSession session, ResetQueue queue) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        KnownAs customer = KnownAs.of(session, realm, userId);
        List<ResetRequest> waiting =
                KeycloakTransactions.within(session, connection -> of(connection, realm, customer));
        to.writeStartArray();
        for (ResetRequest request : waiting) {
            to.writeStartObject();
            to.writeStringField("askedAt", request.createdAt().toString());
            to.writeStringField("client", request.clientId());
            to.writeStringField("locale", request.locale());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    /** Has to be asked before the record is made anonymous, see {@link KnownAs}. */
    @Override
    public void erase(RealmModel realm, String userId) {
        KnownAs customer = KnownAs.of(session, realm, userId);
        KeycloakTransactions.durably(session, connection -> {
            queue.remove(
                    connection,
                    of(connection, realm, customer).stream()
                            .map(ResetRequest::id)
                            .toList());
            return null;
        });
    }

    private List<ResetRequest> of(Connection connection, RealmModel realm, KnownAs customer) throws SQLException {
        return queue.requests().waiting(connection, realm.getId()).stream()
                .filter(request -> isOf(realm, request, customer))
                .toList();
    }

    /** What cannot be opened any more says nothing about anybody. */
    private boolean isOf(RealmModel realm, ResetRequest request, KnownAs customer) {
        try {
            String typed = ResetQueue.open(session, realm, request).address();
            return customer.names().contains(typed.strip().toLowerCase(Locale.ROOT));
        } catch (SealException e) {
            return false;
        }
    }
}
