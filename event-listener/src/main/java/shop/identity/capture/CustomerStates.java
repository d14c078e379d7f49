package shop.identity.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import shop.identity.customer.ContactChannel;
import shop.identity.customer.CustomerStatus;

/**
 * Reads customers from Keycloak's tables, after the last flush and under the lock of their versions. Not from the
 * entities: those may be older than what another transaction has committed since they were loaded.
 */
final class CustomerStates {

    private static final String SELECT = """
            SELECT u.ID, u.ENABLED, u.EMAIL_VERIFIED, u.CREATED_TIMESTAMP, u.EMAIL, u.FIRST_NAME, u.LAST_NAME,
                   u.FEDERATION_LINK IS NOT NULL,
                   (SELECT a.VALUE FROM USER_ATTRIBUTE a WHERE a.USER_ID = u.ID AND a.NAME = 'phoneNumber' LIMIT 1),
                   EXISTS (SELECT 1 FROM USER_ATTRIBUTE a WHERE a.USER_ID = u.ID AND a.NAME = '%s' AND a.VALUE = 'true'),
                   (SELECT min(a.VALUE) FROM USER_ATTRIBUTE a
                     WHERE a.USER_ID = u.ID AND a.NAME = '%s' AND a.VALUE IN ('ERASED', 'INACTIVE'))
              FROM USER_ENTITY u
             WHERE u.ID = ANY(?::text[]) AND u.SERVICE_ACCOUNT_CLIENT_LINK IS NULL
            """.formatted(ContactChannel.PHONE_ATTRIBUTE, CustomerStatus.MARK);

    /** @return by id; without service accounts, and without users that are gone */
    Map<String, CustomerState> read(Connection connection, Collection<String> ids) throws SQLException {
        Map<String, CustomerState> customers = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    customers.put(row.getString(1), state(row));
                }
            }
        }
        return customers;
    }

    private static CustomerState state(ResultSet row) throws SQLException {
        Map<PersonalField, String> personal = new EnumMap<>(PersonalField.class);
        personal.put(PersonalField.EMAIL, row.getString(5));
        personal.put(PersonalField.FIRST_NAME, row.getString(6));
        personal.put(PersonalField.LAST_NAME, row.getString(7));
        personal.put(PersonalField.PHONE_NUMBER, row.getString(9));
        return new CustomerState(
                row.getString(1),
                row.getBoolean(2),
                row.getBoolean(3),
                row.getBoolean(10),
                row.getString(11),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getBoolean(8),
                personal);
    }
}
