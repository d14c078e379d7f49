package shop.identity.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import shop.identity.customer.ContactChannel;

/**
 * A number that was verified says nothing about the one that takes its place. So whoever changes the number of a customer,
 * on whatever path, takes the mark of a verified one away with it, unless the mark was written in the same transaction.
 *
 * <p>By a statement, after the last flush: the mark may have been set by a transaction that this one has waited for, and
 * that its session knows nothing of. Keycloak's cache forgets the customer at this commit anyway, for the number's sake.
 */
final class PhoneProof {

    private static final String WITHDRAW = """
            DELETE FROM USER_ATTRIBUTE WHERE USER_ID = ANY(?::text[]) AND NAME = ? RETURNING USER_ID, VALUE
            """;

    /** Notes what it took away, so that it is told like any other attribute. */
    void withdraw(Connection connection, Map<String, CustomerChange> changes) throws SQLException {
        Object[] ids = changes.values().stream()
                .filter(CustomerChange::isNumberChangedAlone)
                .map(CustomerChange::id)
                .toArray();
        if (ids.length == 0) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(WITHDRAW)) {
            delete.setArray(1, connection.createArrayOf("text", ids));
            delete.setString(2, ContactChannel.PHONE_ATTRIBUTE);
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    changes.get(row.getString(1)).attributeChanged(ContactChannel.PHONE_ATTRIBUTE, row.getString(2));
                }
            }
        }
    }
}
