package shop.identity.erasure.processing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;

/**
 * What Keycloak's own events keep of a customer. Its own events go as a whole; of staff's it stays who did what to which id, and not
 * what it was about.
 *
 * @param names by which the customer can be found in a text: address and username, in small letters
 */
record KeycloakTraces(String realmId, String customerId, List<String> names) {

    private static final String OWN = "DELETE FROM EVENT_ENTITY WHERE USER_ID = ? AND REALM_ID = ?";

    /** Somebody tried that name before it was known whose it is. As a whole value: others' names may have it in them. */
    private static final String NAMELESS = """
            DELETE FROM EVENT_ENTITY
             WHERE USER_ID IS NULL AND REALM_ID = ?
               AND (strpos(lower(DETAILS_JSON_LONG_VALUE), ?) > 0 OR strpos(lower(DETAILS_JSON), ?) > 0)
            """;

    private static final String STAFFS = """
            UPDATE ADMIN_EVENT_ENTITY SET REPRESENTATION = NULL, DETAILS_JSON = NULL
             WHERE REALM_ID = ? AND (REPRESENTATION IS NOT NULL OR DETAILS_JSON IS NOT NULL)
               AND (strpos(RESOURCE_PATH, ?) > 0 OR strpos(REPRESENTATION, ?) > 0 OR strpos(lower(REPRESENTATION), ?) > 0)
            """;

    static KeycloakTraces of(String realmId, UserModel customer) {
        return new KeycloakTraces(
                realmId,
                customer.getId(),
                Stream.of(customer.getEmail(), customer.getUsername())
                        .filter(Objects::nonNull)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }

    void remove(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(OWN)) {
            delete.setString(1, customerId);
            delete.setString(2, realmId);
            delete.executeUpdate();
        }
        for (String name : names) {
            removeNamed(connection, '"' + name + '"');
        }
    }

    private void removeNamed(Connection connection, String quoted) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(NAMELESS);
                PreparedStatement update = connection.prepareStatement(STAFFS)) {
            delete.setString(1, realmId);
            delete.setString(2, quoted);
            delete.setString(3, quoted);
            delete.executeUpdate();
            update.setString(1, realmId);
            update.setString(2, customerId);
            update.setString(3, customerId);
            update.setString(4, quoted);
            update.executeUpdate();
        }
    }

    /** Not the names. */
    @Override
    public String toString() {
        return "KeycloakTraces[" + customerId + "]";
    }
}
