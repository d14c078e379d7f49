package shop.identity.token;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Takes tokens away that nobody can use any more. For a while they are kept, so that who follows an old link is told why
 * it does not work.
 */
public final class ExpiredTokens {

    /** By the index of expiry; rows that another node is at are passed by. */
    private static final String REMOVE = """
            DELETE FROM SHOP_TOKEN WHERE ID = ANY(ARRAY(
              SELECT ID FROM SHOP_TOKEN WHERE EXPIRES_AT < clock_timestamp() - ? * interval '1 millisecond'
               ORDER BY EXPIRES_AT LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    private final Duration kept;

    /** @param kept how long after their expiry */
    public ExpiredTokens(Duration kept) {
        this.kept = kept;
    }

    /** @return how many were removed; fewer than {@code most}: there are no more */
    public int remove(Connection connection, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setLong(1, kept.toMillis());
            delete.setInt(2, most);
            return delete.executeUpdate();
        }
    }
}
