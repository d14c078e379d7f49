package shop.identity.request;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The table {@code SHOP_REPEATABLE_ANSWER}, in the caller's transaction. */
public final class RepeatableAnswers {

    /** Longer than anybody goes on trying. */
    static final Duration KEPT = Duration.ofHours(24);

    private static final String FIND = """
            SELECT FINGERPRINT, STATUS, CONTENT_TYPE, ETAG, LOCATION, BODY FROM SHOP_REPEATABLE_ANSWER
             WHERE REALM_ID = ? AND CALLER_ID = ? AND KEY_HASH = ?
               AND CREATED_AT > CURRENT_TIMESTAMP - ? * interval '1 second'
            """;

    /** What is there already has expired: under the lock nobody else has kept one meanwhile. */
    private static final String KEEP = """
            INSERT INTO SHOP_REPEATABLE_ANSWER
              (REALM_ID, CALLER_ID, KEY_HASH, FINGERPRINT, STATUS, CONTENT_TYPE, ETAG, LOCATION, BODY, CREATED_AT)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp())
            ON CONFLICT (REALM_ID, CALLER_ID, KEY_HASH) DO UPDATE
              SET FINGERPRINT = EXCLUDED.FINGERPRINT, STATUS = EXCLUDED.STATUS, CONTENT_TYPE = EXCLUDED.CONTENT_TYPE,
                  ETAG = EXCLUDED.ETAG, LOCATION = EXCLUDED.LOCATION, BODY = EXCLUDED.BODY, CREATED_AT = EXCLUDED.CREATED_AT
            """;

    private static final String OF_CALLER = """
            SELECT CREATED_AT, STATUS, CONTENT_TYPE, BODY FROM SHOP_REPEATABLE_ANSWER
             WHERE REALM_ID = ? AND CALLER_ID = ? AND CREATED_AT > CURRENT_TIMESTAMP - ? * interval '1 second'
             ORDER BY CREATED_AT
            """;

    private static final String REMOVE_OLDER = """
            DELETE FROM SHOP_REPEATABLE_ANSWER WHERE (REALM_ID, CALLER_ID, KEY_HASH) IN (
              SELECT REALM_ID, CALLER_ID, KEY_HASH FROM SHOP_REPEATABLE_ANSWER
               WHERE CREATED_AT <= CURRENT_TIMESTAMP - ? * interval '1 second'
               ORDER BY CREATED_AT LIMIT ? FOR UPDATE SKIP LOCKED)
            """;

    /** By its registration too: who registers is nobody yet, and has no key of its own. */
    private static final String FORGET_CUSTOMER = """
            DELETE FROM SHOP_REPEATABLE_ANSWER
             WHERE REALM_ID = ? AND (CALLER_ID = ? OR CALLER_ID = 'registration' AND LOCATION = ?)
            """;

    private static final String FORGET_REALM = "DELETE FROM SHOP_REPEATABLE_ANSWER WHERE REALM_ID = ?";

    /** What was kept, and for which request. */
    record Kept(byte[] fingerprint, KeptAnswer answer) {

        boolean isFor(RepeatableRequest request) {
            return Arrays.equals(fingerprint, request.fingerprint());
        }
    }

    /** One of a caller's. */
    record Past(Instant at, KeptAnswer answer) {}

    Optional<Kept> find(Connection connection, RepeatableRequest request) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, request.realmId());
            select.setString(2, request.callerId());
            select.setBytes(3, request.keyHash());
            select.setLong(4, KEPT.toSeconds());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Kept(
                                row.getBytes(1),
                                new KeptAnswer(
                                        row.getInt(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getBytes(6))))
                        : Optional.empty();
            }
        }
    }

    void keep(Connection connection, RepeatableRequest request, KeptAnswer answer) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setString(1, request.realmId());
            insert.setString(2, request.callerId());
            insert.setBytes(3, request.keyHash());
            insert.setBytes(4, request.fingerprint());
            insert.setInt(5, answer.status());
            insert.setString(6, answer.contentType());
            insert.setString(7, answer.etag());
            insert.setString(8, answer.location());
            insert.setBytes(9, answer.body());
            insert.executeUpdate();
        }
    }

    /** The oldest first. */
    List<Past> ofCaller(Connection connection, String realmId, String callerId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_CALLER)) {
            select.setString(1, realmId);
            select.setString(2, callerId);
            select.setLong(3, KEPT.toSeconds());
            List<Past> answers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    answers.add(new Past(
                            row.getTimestamp(1).toInstant(),
                            new KeptAnswer(row.getInt(2), row.getString(3), null, null, row.getBytes(4))));
                }
            }
            return answers;
        }
    }

    /** @return how many were removed; fewer than {@code most}: there are no more */
    public int removeExpired(Connection connection, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_OLDER)) {
            delete.setLong(1, KEPT.toSeconds());
            delete.setInt(2, most);
            return delete.executeUpdate();
        }
    }

    void forgetCustomer(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET_CUSTOMER)) {
            delete.setString(1, realmId);
            delete.setString(2, userId);
            delete.setString(3, userId);
            delete.executeUpdate();
        }
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET_REALM)) {
            delete.setString(1, realmId);
            delete.executeUpdate();
        }
    }
}
