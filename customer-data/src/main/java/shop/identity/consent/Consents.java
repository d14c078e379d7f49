package shop.identity.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shop.identity.cleanup.CustomerRows;
import shop.identity.customer.ConsentDecision;
import shop.identity.customer.ConsentKind;
import shop.identity.outbox.EventIds;
import shop.identity.queue.DurableCommit;

/**
 * The table {@code SHOP_CONSENT}, in the caller's transaction. No statement changes what was said: that stays until the
 * customer goes, and without the customer's name when that is erased.
 */
public final class Consents {

    private static final String APPEND = """
            INSERT INTO SHOP_CONSENT (ID, REALM_ID, USER_ID, KIND, GIVEN, TEXT_VERSION, ACTOR, CHANNEL, AT)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp())
            """;

    private static final String CURRENT = """
            SELECT DISTINCT ON (KIND) KIND, GIVEN, TEXT_VERSION, AT, ACTOR, CHANNEL FROM SHOP_CONSENT
             WHERE REALM_ID = ? AND USER_ID = ? ORDER BY KIND, AT DESC, ID DESC
            """;

    private static final String HISTORY = """
            SELECT KIND, GIVEN, TEXT_VERSION, AT, ACTOR, CHANNEL FROM SHOP_CONSENT
             WHERE REALM_ID = ? AND USER_ID = ? ORDER BY AT DESC, ID DESC LIMIT ? OFFSET ?
            """;

    /**
     * One name for all of a customer's entries, made up now and told nobody: they stay together and in their order, and lead to
     * no customer. Ids and times go with it, down to the day: both say when, to the millisecond, and so may events.
     */
    private static final String UNNAME = """
            WITH entry AS (
              SELECT ID, row_number() OVER (ORDER BY AT, ID) AS PLACE FROM SHOP_CONSENT WHERE REALM_ID = ? AND USER_ID = ?
            ), name AS MATERIALIZED (
              SELECT 'erased-' || gen_random_uuid() AS USER_ID
            )
            UPDATE SHOP_CONSENT c
               SET ID = gen_random_uuid(), USER_ID = name.USER_ID,
                   AT = date_trunc('day', c.AT, 'UTC') + entry.PLACE * interval '1 microsecond'
              FROM entry, name WHERE c.ID = entry.ID
            """;

    private final EventIds ids = new EventIds();
    private final CustomerRows all = new CustomerRows("SHOP_CONSENT");

    public void append(Connection connection, String realmId, String userId, ConsentDecision decision)
            throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            insert.setObject(1, ids.next(Instant.now()));
            insert.setString(2, realmId);
            insert.setString(3, userId);
            insert.setString(4, decision.kind().wireName());
            insert.setBoolean(5, decision.isGiven());
            insert.setString(6, decision.textVersion());
            insert.setString(7, decision.origin().actor().wireName());
            insert.setString(8, decision.origin().channel().wireName());
            insert.executeUpdate();
        }
    }

    /** What counts: at most one of a kind. None of what the customer was never asked. */
    public List<Consent> current(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CURRENT)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            return consents(select);
        }
    }

    /** Everything that was ever said, the newest first. */
    public List<Consent> history(Connection connection, String realmId, String userId, int first, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HISTORY)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            select.setInt(3, most);
            select.setInt(4, first);
            return consents(select);
        }
    }

    /** What a later release has written, and this one does not know, is left out. */
    private static List<Consent> consents(PreparedStatement select) throws SQLException {
        List<Consent> consents = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Optional<ConsentKind> kind = ConsentKind.named(row.getString(1));
                if (kind.isPresent()) {
                    consents.add(new Consent(
                            kind.get(),
                            row.getBoolean(2),
                            row.getString(3),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            row.getString(5),
                            row.getString(6)));
                }
            }
        }
        return consents;
    }

    /** Nobody can tell any more whose they were. */
    public void unname(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UNNAME)) {
            update.setString(1, realmId);
            update.setString(2, userId);
            update.executeUpdate();
        }
    }

    void forgetUser(Connection connection, String realmId, String userId) throws SQLException {
        all.removeUser(connection, realmId, userId);
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        all.removeRealm(connection, realmId);
    }
}
