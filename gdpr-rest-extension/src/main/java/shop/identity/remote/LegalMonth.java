package shop.identity.remote;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * By when a service has to have erased a customer: within a month of the request, or, for an account that was deleted without
 * one, of its deletion.
 *
 * @see <a href="https://eur-lex.europa.eu/eli/reg/2016/679/oj">Regulation (EU) 2016/679, Articles 12(3) and 19</a>
 */
final class LegalMonth {

    private static final String OF_REQUEST = "SELECT LEGAL_DUE_AT FROM SHOP_ERASURE WHERE ID = ? AND REALM_ID = ?";

    private LegalMonth() {}

    /** @param erasureId null: there was no request */
    static Instant end(Connection connection, String realmId, String erasureId, Instant now) throws SQLException {
        if (erasureId == null) {
            return after(now);
        }
        try (PreparedStatement select = connection.prepareStatement(OF_REQUEST)) {
            select.setString(1, erasureId);
            select.setString(2, realmId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("a task of an erasure that nobody requested");
                }
                return row.getTimestamp(1).toInstant();
            }
        }
    }

    /** A month, as the calendar has it: of one that begins on the 31st, the last day of the next. */
    static Instant after(Instant begin) {
        return begin.atZone(ZoneOffset.UTC).plusMonths(1).toInstant();
    }
}
