package shop.identity.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads rows of the outbox without their payloads, which may be megabytes: a dead letter is often one too large. */
final class EventHeads {

    private static final String READ =
            "SELECT ID, AGGREGATEID, TYPE, SEQUENCE FROM SHOP_OUTBOX WHERE ID = ANY(?::uuid[])";

    private static final String KNOWN = "SELECT 1 FROM SHOP_OUTBOX WHERE ID = ? AND REALM_ID = ?";

    Map<UUID, EventHead> read(Connection connection, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            Map<UUID, EventHead> heads = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    heads.put(id, new EventHead(id, row.getString(2), row.getString(3), row.getLong(4)));
                }
            }
            return heads;
        }
    }

    boolean isKnown(Connection connection, String realmId, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setObject(1, id);
            select.setString(2, realmId);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
