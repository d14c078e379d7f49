package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What every table of a queue's jobs is asked: each has an {@code ID}, a UUID, and a {@code REALM_ID}. */
public final class JobRows {

    /** What is read of one row. */
    @FunctionalInterface
    public interface Row<R> {
        R read(ResultSet row) throws SQLException;
    }

    private final String delete;
    private final String ofRealm;
    private final String known;

    /** @param table its name, as it stands in a statement */
    public JobRows(String table) {
        delete = "DELETE FROM " + table + " WHERE ID = ANY(?::uuid[])";
        ofRealm = "SELECT ID FROM " + table + " WHERE REALM_ID = ?";
        known = ofRealm + " AND ID = ?";
    }

    /** @param select takes an array of ids, and has the id in its first column */
    public <R> Map<UUID, R> byId(Connection connection, String select, Collection<UUID> ids, Row<R> content)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            Map<UUID, R> rows = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getObject(1, UUID.class), content.read(row));
                }
            }
            return rows;
        }
    }

    /** @param select has the id as its only column */
    public List<UUID> ids(Connection connection, String select, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<UUID> ids = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
            }
            return ids;
        }
    }

    public List<UUID> ofRealm(Connection connection, String realmId) throws SQLException {
        return ids(connection, ofRealm, realmId);
    }

    public boolean isKnown(Connection connection, String realmId, UUID id) throws SQLException {
        return !ids(connection, known, realmId, id).isEmpty();
    }

    /** @return how many were there */
    public int delete(Connection connection, Collection<UUID> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            return statement.executeUpdate();
        }
    }
}
