package shop.identity.limits;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import shop.identity.queue.Transactions;
import shop.identity.sealing.Digests;

/**
 * Counts attempts in the table {@code SHOP_ATTEMPT}: exact over all nodes. An attempt is counted and committed before
 * what it is for begins, so that nothing that happens later takes it back.
 *
 * <p>Refused attempts are not counted: who waits as long as told gets through, whoever else keeps knocking under the same
 * subject or not.
 */
public final class Limits {

    /** The row's lock is held from here to the commit: of many at once, each sees those before it. */
    private static final String COUNT = """
            INSERT INTO SHOP_ATTEMPT AS a (REALM_ID, KIND, SUBJECT, MADE_AT, ALLOWED, EXPIRES_AT)
            VALUES (?, ?, ?, ARRAY[clock_timestamp()], TRUE, clock_timestamp() + ? * interval '1 millisecond')
            ON CONFLICT (REALM_ID, KIND, SUBJECT) DO UPDATE
              SET (MADE_AT, ALLOWED, EXPIRES_AT) = (
                SELECT CASE WHEN late.N < ? THEN late.MADE_AT || clock_timestamp() ELSE late.MADE_AT END,
                       late.N < ?,
                       CASE WHEN late.N < ? THEN EXCLUDED.EXPIRES_AT ELSE a.EXPIRES_AT END
                  FROM (SELECT COALESCE(array_agg(made ORDER BY made), '{}') AS MADE_AT, COUNT(*) AS N
                          FROM unnest(a.MADE_AT) AS made
                         WHERE made > clock_timestamp() - ? * interval '1 millisecond') late)
            RETURNING ALLOWED, EXTRACT(EPOCH FROM MADE_AT[cardinality(MADE_AT) - ? + 1] - clock_timestamp()) * 1000 + ?
            """;

    private static final String REMOVE = """
            DELETE FROM SHOP_ATTEMPT WHERE CTID = ANY(ARRAY(
              SELECT CTID FROM SHOP_ATTEMPT WHERE EXPIRES_AT < clock_timestamp()
               ORDER BY EXPIRES_AT LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    private final Transactions transactions;
    private final Uncounted uncounted;

    /** @param transactions of their own, not the request's */
    public Limits(Transactions transactions, Uncounted uncounted) {
        this.transactions = transactions;
        this.uncounted = uncounted;
    }

    /** @param subject who tries: letter case and spaces around make no other; kept as a digest */
    public Attempt attempt(Limit limit, String realmId, String subject) {
        byte[] digest = Digests.ofTarget(subject);
        try {
            Attempt attempt = transactions.call(connection -> count(connection, limit, realmId, digest));
            uncounted.counted();
            return attempt;
        } catch (RuntimeException e) {
            uncounted.refused(e);
            return Attempt.unavailable();
        }
    }

    private static Attempt count(Connection connection, Limit limit, String realmId, byte[] subject)
            throws SQLException {
        long window = limit.window().toMillis();
        try (PreparedStatement insert = connection.prepareStatement(COUNT)) {
            insert.setString(1, realmId);
            insert.setString(2, limit.name());
            insert.setBytes(3, subject);
            insert.setLong(4, window);
            insert.setInt(5, limit.most());
            insert.setInt(6, limit.most());
            insert.setInt(7, limit.most());
            insert.setLong(8, window);
            insert.setInt(9, limit.most());
            insert.setLong(10, window);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getBoolean(1)
                        ? Attempt.allowed()
                        : new Attempt(Attempt.Verdict.LIMITED, Duration.ofMillis(Math.max(row.getLong(2), 1)));
            }
        }
    }

    /** @return how many subjects were forgotten; fewer than {@code most}: there are no more */
    public int removeExpired(Connection connection, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setInt(1, most);
            return delete.executeUpdate();
        }
    }
}
