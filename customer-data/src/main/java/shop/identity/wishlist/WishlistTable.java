package shop.identity.wishlist;

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

/** The table {@code SHOP_WISHLIST}, in the caller's transaction. What is on a list goes with it, by a foreign key. */
final class WishlistTable {

    private static final String SELECT = """
            SELECT w.ID, w.NAME, (SELECT COUNT(*) FROM SHOP_WISHLIST_ITEM i WHERE i.WISHLIST_ID = w.ID), w.CREATED_AT, w.VERSION
              FROM SHOP_WISHLIST w WHERE w.REALM_ID = ? AND w.USER_ID = ?
            """;

    private static final String OF_CUSTOMER = SELECT + " ORDER BY w.CREATED_AT, w.ID";
    private static final String FIND = SELECT + " AND w.ID = ?";
    private static final String BY_NAME = SELECT + " AND w.NAME_KEY = ?";

    private static final String INSERT = """
            INSERT INTO SHOP_WISHLIST (NAME, NAME_KEY, REALM_ID, USER_ID, ID, VERSION, CREATED_AT)
            VALUES (?, ?, ?, ?, ?, 1, date_trunc('milliseconds', clock_timestamp()))
            """;

    private static final String RENAME = """
            UPDATE SHOP_WISHLIST SET NAME = ?, NAME_KEY = ?, VERSION = VERSION + 1
             WHERE REALM_ID = ? AND USER_ID = ? AND ID = ?
            """;

    private static final String NEXT_VERSION =
            "UPDATE SHOP_WISHLIST SET VERSION = VERSION + 1 WHERE ID = ? RETURNING VERSION";

    private static final String REMOVE = "DELETE FROM SHOP_WISHLIST WHERE REALM_ID = ? AND USER_ID = ? AND ID = ?";

    private final CustomerRows all = new CustomerRows("SHOP_WISHLIST");

    /** In the order in which they were made. */
    List<Wishlist> of(Connection connection, OwnRows own) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_CUSTOMER)) {
            ownedBy(select, 1, own);
            return wishlists(select);
        }
    }

    Optional<Wishlist> find(Connection connection, OwnRows own, String id) throws SQLException {
        return one(connection, FIND, own, id);
    }

    Optional<Wishlist> named(Connection connection, OwnRows own, WishlistName name) throws SQLException {
        return one(connection, BY_NAME, own, name.key());
    }

    private static Optional<Wishlist> one(Connection connection, String statement, OwnRows own, String key)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(statement)) {
            ownedBy(select, 1, own);
            select.setString(3, key);
            return wishlists(select).stream().findAny();
        }
    }

    private static List<Wishlist> wishlists(PreparedStatement select) throws SQLException {
        List<Wishlist> wishlists = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                wishlists.add(new Wishlist(
                        row.getString(1),
                        new WishlistName(row.getString(2)),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant(),
                        new EntityVersion(row.getLong(5))));
            }
        }
        return wishlists;
    }

    void insert(Connection connection, OwnRows own, String id, WishlistName name) throws SQLException {
        named(connection, INSERT, own, id, name);
    }

    void rename(Connection connection, OwnRows own, String id, WishlistName name) throws SQLException {
        named(connection, RENAME, own, id, name);
    }

    private static void named(Connection connection, String statement, OwnRows own, String id, WishlistName name)
            throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(statement)) {
            write.setString(1, name.text());
            write.setString(2, name.key());
            ownedBy(write, 3, own);
            write.setString(5, id);
            write.executeUpdate();
        }
    }

    /** The list is another one: something on it is. */
    EntityVersion nextVersion(Connection connection, Wishlist wishlist) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(NEXT_VERSION)) {
            update.setString(1, wishlist.id());
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return new EntityVersion(row.getLong(1));
            }
        }
    }

    void remove(Connection connection, OwnRows own, String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            ownedBy(delete, 1, own);
            delete.setString(3, id);
            delete.executeUpdate();
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
