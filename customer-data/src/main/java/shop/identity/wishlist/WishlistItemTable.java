package shop.identity.wishlist;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.identity.request.EntityVersion;

/** The table {@code SHOP_WISHLIST_ITEM}, in the caller's transaction. Whose a list is was looked at before. */
final class WishlistItemTable {

    private static final String SELECT =
            "SELECT SKU, QUANTITY, NOTE, ADDED_AT, VERSION FROM SHOP_WISHLIST_ITEM WHERE WISHLIST_ID = ?";

    private static final String ALL = SELECT + " ORDER BY ADDED_AT, SKU";
    private static final String FIND = SELECT + " AND SKU = ?";

    private static final String WRITE = """
            INSERT INTO SHOP_WISHLIST_ITEM (WISHLIST_ID, SKU, QUANTITY, NOTE, VERSION, ADDED_AT)
            VALUES (?, ?, ?, ?, ?, date_trunc('milliseconds', clock_timestamp()))
            ON CONFLICT (WISHLIST_ID, SKU) DO UPDATE
              SET QUANTITY = EXCLUDED.QUANTITY, NOTE = EXCLUDED.NOTE, VERSION = EXCLUDED.VERSION
            RETURNING SKU, QUANTITY, NOTE, ADDED_AT, VERSION
            """;

    private static final String REMOVE = "DELETE FROM SHOP_WISHLIST_ITEM WHERE WISHLIST_ID = ? AND SKU = ?";

    /** In the order in which they came onto the list. */
    List<WishlistItem> of(Connection connection, String wishlistId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setString(1, wishlistId);
            return items(select);
        }
    }

    Optional<WishlistItem> find(Connection connection, String wishlistId, Sku sku) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, wishlistId);
            select.setString(2, sku.text());
            return items(select).stream().findAny();
        }
    }

    WishlistItem write(Connection connection, String wishlistId, Sku sku, Wish wish, EntityVersion version)
            throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setString(1, wishlistId);
            write.setString(2, sku.text());
            write.setInt(3, wish.quantity());
            write.setString(4, wish.note());
            write.setLong(5, version.number());
            return items(write).get(0);
        }
    }

    private static List<WishlistItem> items(PreparedStatement statement) throws SQLException {
        List<WishlistItem> items = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                items.add(new WishlistItem(
                        new Sku(row.getString(1)),
                        new Wish(row.getInt(2), row.getString(3)),
                        row.getTimestamp(4).toInstant(),
                        new EntityVersion(row.getLong(5))));
            }
        }
        return items;
    }

    void remove(Connection connection, String wishlistId, Sku sku) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setString(1, wishlistId);
            delete.setString(2, sku.text());
            delete.executeUpdate();
        }
    }
}
