package shop.identity.traces;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keycloak's tables that know a customer beside the user's own record, which Hibernate holds and whoever erases makes anonymous:
 * verifiable credentials, all that is kept of users who live in a user store, what is being signed in
 * to, and failed logins where Keycloak counts them itself. The list is Keycloak 26.7's; {@code docs/data-map.md} is held against
 * the tables of the server at hand.
 *
 * <p>Not consents to applications: each node has them in its memory, and forgets them when they are revoked over Keycloak's
 * interface. Of sessions see {@link SessionRecords}.
 */
final class SideRecords {

    /** In this order: rows go before those that they point to. */
    private static final List<Rows> ALL = List.of(
            new Rows("ISSUED_VER_CREDENTIAL", ofLocalUser("ISSUED_VER_CREDENTIAL")),
            new Rows("USER_VER_CREDENTIAL", ofLocalUser("USER_VER_CREDENTIAL")),
            ofStoredUser("BROKER_LINK"),
            new Rows(
                    "FED_USER_CONSENT_CL_SCOPE",
                    "USER_CONSENT_ID IN (SELECT ID FROM FED_USER_CONSENT WHERE USER_ID = ? AND REALM_ID = ?)"),
            ofStoredUser("FED_USER_CONSENT"),
            ofStoredUser("FED_ISSUED_VER_CREDENTIAL"),
            ofStoredUser("FED_USER_VER_CREDENTIAL"),
            ofStoredUser("FED_USER_ATTRIBUTE"),
            ofStoredUser("FED_USER_CREDENTIAL"),
            ofStoredUser("FED_USER_GROUP_MEMBERSHIP"),
            ofStoredUser("FED_USER_REQUIRED_ACTION"),
            ofStoredUser("FED_USER_ROLE_MAPPING"),
            new Rows("FEDERATED_USER", "ID = ? AND REALM_ID = ?"),
            new Rows(
                    "AUTH_SESSION",
                    "AUTH_USER_ID = ? AND ROOT_AUTH_SESSION_ID IN (SELECT ID FROM ROOT_AUTH_SESSION WHERE REALM_ID = ?)"),
            ofStoredUser("LOGIN_FAILURE"));

    private static final String INVITATIONS = """
            DELETE FROM ORG_INVITATION WHERE lower(EMAIL) = ANY(?::text[])
               AND ORGANIZATION_ID IN (SELECT ID FROM ORG WHERE REALM_ID = ?)
            """;

    /** Keycloak's own outbox. What it has not delivered of a customer who is gone is of no use to anybody. */
    private static final String ENTRIES = """
            DELETE FROM OUTBOX_ENTRY WHERE REALM_ID = ?
               AND EXISTS (SELECT 1 FROM unnest(?::text[]) AS word
                            WHERE strpos(lower(PAYLOAD || COALESCE(METADATA, '') || COALESCE(LAST_ERROR, '')), word) > 0)
            """;

    private static final String PRESENT =
            "SELECT name FROM unnest(?::text[]) AS name WHERE to_regclass(lower(name)) IS NOT NULL";

    /** @param condition takes the user's id and the realm's, in this order */
    private record Rows(String table, String condition) {

        void remove(Connection connection, String realmId, String userId) throws SQLException {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE " + condition)) {
                delete.setString(1, userId);
                delete.setString(2, realmId);
                delete.executeUpdate();
            }
        }
    }

    private static Rows ofStoredUser(String table) {
        return new Rows(table, "USER_ID = ? AND REALM_ID = ?");
    }

    private static String ofLocalUser(String table) {
        return table + ".USER_ID IN (SELECT u.ID FROM USER_ENTITY u WHERE u.ID = ? AND u.REALM_ID = ?)";
    }

    void remove(Connection connection, String realmId, KnownAs customer) throws SQLException {
        Set<String> present = present(connection);
        for (Rows rows : ALL) {
            if (present.contains(rows.table())) {
                rows.remove(connection, realmId, customer.userId());
            }
        }
        if (present.contains("ORG_INVITATION")) {
            try (PreparedStatement delete = connection.prepareStatement(INVITATIONS)) {
                delete.setArray(
                        1, connection.createArrayOf("text", customer.addresses().toArray()));
                delete.setString(2, realmId);
                delete.executeUpdate();
            }
        }
        if (present.contains("OUTBOX_ENTRY")) {
            try (PreparedStatement delete = connection.prepareStatement(ENTRIES)) {
                delete.setString(1, realmId);
                delete.setArray(2, connection.createArrayOf("text", Words.of(customer)));
                delete.executeUpdate();
            }
        }
    }

    /** Earlier releases of Keycloak do not have all of them. */
    private static Set<String> present(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>(ALL.stream().map(Rows::table).toList());
        tables.add("ORG_INVITATION");
        tables.add("OUTBOX_ENTRY");
        try (PreparedStatement select = connection.prepareStatement(PRESENT)) {
            select.setArray(1, connection.createArrayOf("text", tables.toArray()));
            Set<String> present = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    present.add(row.getString(1));
                }
            }
            return present;
        }
    }
}
