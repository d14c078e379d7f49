package shop.identity.address;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.identity.cleanup.CustomerRows;
import shop.identity.own.OwnRows;
import shop.identity.request.EntityVersion;

/**
 * The table {@code SHOP_ADDRESS}, in the caller's transaction. That no kind has two defaults is the table's own to see to, by a
 * unique index, at each statement: who makes another the default takes it from the one that has it first.
 */
final class AddressTable {

    private static final String COLUMNS =
            "ID, KIND, IS_DEFAULT, RECIPIENT, COMPANY, STREET, POSTAL_CODE, CITY, REGION, COUNTRY, PHONE, VERSION";

    private static final String OF_CUSTOMER =
            "SELECT " + COLUMNS + " FROM SHOP_ADDRESS WHERE REALM_ID = ? AND USER_ID = ? ORDER BY CREATED_AT, ID";

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM SHOP_ADDRESS WHERE REALM_ID = ? AND USER_ID = ? AND ID = ?";

    private static final String INSERT = """
            INSERT INTO SHOP_ADDRESS (KIND, IS_DEFAULT, RECIPIENT, COMPANY, STREET, POSTAL_CODE, CITY, REGION, COUNTRY, PHONE,
              VERSION, REALM_ID, USER_ID, ID, CREATED_AT)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp())
            """;

    private static final String UPDATE = """
            UPDATE SHOP_ADDRESS SET KIND = ?, IS_DEFAULT = ?, RECIPIENT = ?, COMPANY = ?, STREET = ?, POSTAL_CODE = ?,
              CITY = ?, REGION = ?, COUNTRY = ?, PHONE = ?, VERSION = ?
             WHERE REALM_ID = ? AND USER_ID = ? AND ID = ?
            """;

    private static final String REMOVE = "DELETE FROM SHOP_ADDRESS WHERE REALM_ID = ? AND USER_ID = ? AND ID = ?";

    /** It is another one for who has seen it as the default. */
    private static final String WITHOUT_DEFAULT = """
            UPDATE SHOP_ADDRESS SET IS_DEFAULT = FALSE, VERSION = VERSION + 1
             WHERE REALM_ID = ? AND USER_ID = ? AND KIND = ? AND IS_DEFAULT
            """;

    private static final String HAND_ON = """
            UPDATE SHOP_ADDRESS SET IS_DEFAULT = TRUE, VERSION = VERSION + 1 WHERE ID = (
              SELECT ID FROM SHOP_ADDRESS WHERE REALM_ID = ? AND USER_ID = ? AND KIND = ?
               ORDER BY CREATED_AT DESC, ID DESC LIMIT 1)
            """;

    /** No line has one in it. */
    private static final String BETWEEN_LINES = "\n";

    private final CustomerRows all = new CustomerRows("SHOP_ADDRESS");

    /** In the order in which they came. */
    List<Address> of(Connection connection, OwnRows own) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_CUSTOMER)) {
            ownedBy(select, 1, own);
            List<Address> addresses = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    addresses.add(address(row));
                }
            }
            return addresses;
        }
    }

    Optional<Address> find(Connection connection, OwnRows own, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            ownedBy(select, 1, own);
            select.setString(3, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(address(row)) : Optional.empty();
            }
        }
    }

    private static Address address(ResultSet row) throws SQLException {
        PostalAddress where = new PostalAddress(
                row.getString(4),
                row.getString(5),
                List.of(row.getString(6).split(BETWEEN_LINES)),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11));
        return new Address(
                row.getString(1),
                AddressKind.named(row.getString(2)).orElseThrow(),
                row.getBoolean(3),
                where,
                new EntityVersion(row.getLong(12)));
    }

    void insert(Connection connection, OwnRows own, Address address) throws SQLException {
        write(connection, INSERT, own, address);
    }

    void update(Connection connection, OwnRows own, Address address) throws SQLException {
        write(connection, UPDATE, own, address);
    }

    private static void write(Connection connection, String statement, OwnRows own, Address address)
            throws SQLException {
        PostalAddress where = address.where();
        try (PreparedStatement write = connection.prepareStatement(statement)) {
            write.setString(1, address.kind().wireName());
            write.setBoolean(2, address.isDefault());
            write.setString(3, where.recipient());
            write.setString(4, where.company());
            write.setString(5, String.join(BETWEEN_LINES, where.streetLines()));
            write.setString(6, where.postalCode());
            write.setString(7, where.city());
            write.setString(8, where.region());
            write.setString(9, where.country());
            write.setString(10, where.phone());
            write.setLong(11, address.version().number());
            ownedBy(write, 12, own);
            write.setString(14, address.id());
            write.executeUpdate();
        }
    }

    void remove(Connection connection, OwnRows own, String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            ownedBy(delete, 1, own);
            delete.setString(3, id);
            delete.executeUpdate();
        }
    }

    /** Until another one is written as the default the kind has none: in the same transaction. */
    void withoutDefault(Connection connection, OwnRows own, AddressKind kind) throws SQLException {
        ofKind(connection, WITHOUT_DEFAULT, own, kind);
    }

    /** The one that came last is the default now, if there is any. */
    void handOnDefault(Connection connection, OwnRows own, AddressKind kind) throws SQLException {
        ofKind(connection, HAND_ON, own, kind);
    }

    private static void ofKind(Connection connection, String statement, OwnRows own, AddressKind kind)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            ownedBy(update, 1, own);
            update.setString(3, kind.wireName());
            update.executeUpdate();
        }
    }

    void removeUser(Connection connection, String realmId, String userId) throws SQLException {
        all.removeUser(connection, realmId, userId);
    }

    void removeRealm(Connection connection, String realmId) throws SQLException {
        all.removeRealm(connection, realmId);
    }

    private static void ownedBy(PreparedStatement statement, int first, OwnRows own) throws SQLException {
        statement.setString(first, own.realmId());
        statement.setString(first + 1, own.userId());
    }
}
