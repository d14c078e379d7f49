package shop.identity.lockout;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/** Failed logins since the last success, and whether they locked the account: in all, and in each browser known to be the customer's. */
record LoginFailureData(KeycloakSession session, FailureTable table) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        Map<String, Failures> byBrowser =
                KeycloakTransactions.within(session, connection -> table.ofUser(connection, realm.getId(), userId));
        to.writeStartArray();
        for (Map.Entry<String, Failures> one : byBrowser.entrySet()) {
            Failures failures = one.getValue();
            to.writeStartObject();
            to.writeBooleanField("knownBrowser", !one.getKey().isEmpty());
            to.writeNumberField("failures", failures.count());
            to.writeNumberField("temporaryLocks", failures.temporary());
            to.writeNumberField("wrongCodes", failures.secondary());
            to.writeStringField("lastAt", text(failures.last()));
            to.writeStringField("address", failures.address());
            to.writeStringField("lockedUntil", text(failures.lockedUntil()));
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    /** Nothing is told of a lock that goes: nobody is left to sign in. */
    @Override
    public void erase(RealmModel realm, String userId) {
        KeycloakTransactions.durably(session, connection -> {
            table.removeUser(connection, realm.getId(), userId);
            return null;
        });
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
