package shop.identity.preferences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import shop.identity.cleanup.CustomerRows;

/** The table {@code SHOP_PREFERENCES}, in the caller's transaction. */
final class PreferencesTable {

    private static final String FIND =
            "SELECT CHANNELS, NEWSLETTER FROM SHOP_PREFERENCES WHERE REALM_ID = ? AND USER_ID = ?";

    private static final String WRITE = """
            INSERT INTO SHOP_PREFERENCES (REALM_ID, USER_ID, CHANNELS, NEWSLETTER) VALUES (?, ?, ?, ?)
            ON CONFLICT (REALM_ID, USER_ID) DO UPDATE SET CHANNELS = EXCLUDED.CHANNELS, NEWSLETTER = EXCLUDED.NEWSLETTER
            """;

    /** In one order, as everything that touches many customers. */
    private static final String BEGIN = """
            INSERT INTO SHOP_PREFERENCES (REALM_ID, USER_ID, CHANNELS, NEWSLETTER)
            SELECT ?, u, ?, ? FROM unnest(?::text[]) u ORDER BY u
            ON CONFLICT (REALM_ID, USER_ID) DO NOTHING
            """;

    private final CustomerRows all = new CustomerRows("SHOP_PREFERENCES");

    /** @return empty when nothing was ever said */
    Optional<Wishes> find(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Wishes(channels(row.getString(1)), row.getBoolean(2)))
                        : Optional.empty();
            }
        }
    }

    /** What a later release has written, and this one does not know, is left out. */
    private static Set<MessageChannel> channels(String text) {
        Set<MessageChannel> channels = EnumSet.noneOf(MessageChannel.class);
        for (String name : text.split(" ")) {
            MessageChannel.named(name).ifPresent(channels::add);
        }
        return channels;
    }

    private static String text(Set<MessageChannel> channels) {
        return new TreeSet<>(channels).stream().map(MessageChannel::wireName).collect(Collectors.joining(" "));
    }

    void write(Connection connection, String realmId, String userId, Wishes wishes) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(WRITE)) {
            upsert.setString(1, realmId);
            upsert.setString(2, userId);
            upsert.setString(3, text(wishes.channels()));
            upsert.setBoolean(4, wishes.newsletter());
            upsert.executeUpdate();
        }
    }

    /** Who has a row already keeps it. */
    void begin(Connection connection, String realmId, Collection<String> userIds, Wishes wishes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setString(1, realmId);
            insert.setString(2, text(wishes.channels()));
            insert.setBoolean(3, wishes.newsletter());
            insert.setArray(4, connection.createArrayOf("text", userIds.toArray()));
            insert.executeUpdate();
        }
    }

    void forgetUser(Connection connection, String realmId, String userId) throws SQLException {
        all.removeUser(connection, realmId, userId);
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        all.removeRealm(connection, realmId);
    }
}
