package shop.identity.token;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import shop.identity.outbox.EventIds;
import shop.identity.queue.DurableCommit;
import shop.identity.sealing.Digests;
import shop.identity.sealing.Sealed;

/**
 * The table {@code SHOP_TOKEN}: issue, look up, use. Of a token's secret it holds the SHA-256 alone, under a unique
 * index: a look-up is one probe.
 *
 * <p>Everything happens in the caller's transaction: a token that is used and what its use brings about are there
 * together, or neither is. Of many that use one token at the same time, over whatever nodes, exactly one is told so: the
 * others wait for its commit at the row, and find it used.
 */
public final class Tokens {

    /** Serialises what is issued to one owner, so that one is live. Ends with the transaction. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(? || '/' || ?, 7))";

    private static final String REPLACE = """
            UPDATE SHOP_TOKEN SET REPLACED_AT = clock_timestamp()
             WHERE USER_ID = ? AND KIND = ? AND USED_AT IS NULL AND REPLACED_AT IS NULL
            """;

    /** In the order of their ids: two at it at the same time never wait for each other. */
    private static final String REPLACE_ALSO_AT_TARGET = """
            UPDATE SHOP_TOKEN SET REPLACED_AT = clock_timestamp() WHERE ID = ANY(ARRAY(
              SELECT ID FROM SHOP_TOKEN
               WHERE (USER_ID = ? OR TARGET = ? AND REALM_ID = ?) AND KIND = 'VERIFY_PHONE'
                 AND USED_AT IS NULL AND REPLACED_AT IS NULL ORDER BY ID FOR UPDATE))
            """;

    private static final String INSERT = """
            INSERT INTO SHOP_TOKEN (ID, KIND, REALM_ID, USER_ID, HASH, TARGET, CODE_KEY, CODE_MAC, CONTEXT, EXPIRES_AT)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
            """;

    private static final String COLUMNS = """
            ID, KIND, REALM_ID, USER_ID, TARGET, CONTEXT,
            CASE WHEN USED_AT IS NOT NULL THEN 'USED' WHEN REPLACED_AT IS NOT NULL THEN 'REPLACED'
                 WHEN EXPIRES_AT <= clock_timestamp() THEN 'EXPIRED' ELSE 'LIVE' END AS STATE
            """;

    private static final String FIND = "SELECT " + COLUMNS + " FROM SHOP_TOKEN WHERE HASH = ?";

    private static final String LIVE = """
            SELECT EXISTS (SELECT 1 FROM SHOP_TOKEN WHERE USER_ID = ? AND KIND = ?
              AND USED_AT IS NULL AND REPLACED_AT IS NULL AND EXPIRES_AT > clock_timestamp())
            """;

    private static final String USE = """
            UPDATE SHOP_TOKEN SET USED_AT = clock_timestamp()
             WHERE ID = ? AND USED_AT IS NULL AND REPLACED_AT IS NULL AND EXPIRES_AT > clock_timestamp()
            """;

    private static final String USE_FOR = USE.stripTrailing() + " AND TARGET = ?";

    private static final String FORGET_USER = "DELETE FROM SHOP_TOKEN WHERE USER_ID = ?";

    /** Reads the whole table: nobody waits for the removal of a realm, and an index would cost every token. */
    private static final String FORGET_REALM = "DELETE FROM SHOP_TOKEN WHERE REALM_ID = ?";

    private final Secrets secrets = new Secrets();
    private final EventIds ids = new EventIds();
    private final CodeSeal seal;

    /** @param seal null for who issues no codes */
    public Tokens(CodeSeal seal) {
        this.seal = seal;
    }

    public static Tokens of(KeycloakSession session) {
        return new Tokens(new CodeSeal(session));
    }

    /** A link. Older ones of its kind, of the same owner, are void from the commit on. */
    public IssuedToken issueLink(Connection connection, TokenOrder order) throws SQLException {
        return issue(connection, order, secrets.token(), null);
    }

    /** A link and a code for the same purpose: using one uses the other. */
    public IssuedToken issueLinkAndCode(Connection connection, TokenOrder order) throws SQLException {
        return issue(connection, order, secrets.token(), secrets.code());
    }

    /**
     * A code for a telephone number. Those that the owner has are void from the commit on, and so are those that others of
     * the realm were sent to the same number: its owner could not tell them apart.
     */
    public IssuedToken issueCode(Connection connection, TokenOrder order) throws SQLException {
        DurableCommit.demand(connection);
        byte[] target = Digests.ofTarget(order.address());
        lock(connection, order.realmId(), HexFormat.of().formatHex(target));
        lock(connection, order.userId(), order.kind().name());
        try (PreparedStatement update = connection.prepareStatement(REPLACE_ALSO_AT_TARGET)) {
            update.setString(1, order.userId());
            update.setBytes(2, target);
            update.setString(3, order.realmId());
            update.executeUpdate();
        }
        return insert(connection, order, null, secrets.code());
    }

    private IssuedToken issue(Connection connection, TokenOrder order, String secret, String code) throws SQLException {
        replace(connection, order.userId(), order.kind());
        return insert(connection, order, secret, code);
    }

    private IssuedToken insert(Connection connection, TokenOrder order, String secret, String code)
            throws SQLException {
        IssuedToken issued = new IssuedToken(ids.next(Instant.now()), secret, code);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, issued.id());
            insert.setString(2, order.kind().name());
            insert.setString(3, order.realmId());
            insert.setString(4, order.userId());
            insert.setBytes(5, secret == null ? null : Digests.ofSecret(secret));
            insert.setBytes(6, Digests.ofTarget(order.address()));
            Sealed sealed = code == null ? null : seal.seal(order.realmId(), order.userId(), code);
            insert.setString(7, sealed == null ? null : sealed.keyId());
            insert.setBytes(8, sealed == null ? null : sealed.bytes());
            insert.setString(9, order.context());
            insert.setLong(10, order.lifespan().toMillis());
            insert.executeUpdate();
        }
        return issued;
    }

    /** Voids what the owner has of this kind, because what it was for is done or has changed. */
    public void replace(Connection connection, String userId, TokenKind kind) throws SQLException {
        DurableCommit.demand(connection);
        lock(connection, userId, kind);
        try (PreparedStatement update = connection.prepareStatement(REPLACE)) {
            update.setString(1, userId);
            update.setString(2, kind.name());
            update.executeUpdate();
        }
    }

    /**
     * Keeps others from issuing one of this kind to the owner until the transaction ends. Whoever uses one and then replaces
     * others does it first: who issues one waits in this order.
     */
    public void lock(Connection connection, String userId, TokenKind kind) throws SQLException {
        lock(connection, userId, kind.name());
    }

    private static void lock(Connection connection, String first, String second) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, first);
            lock.setString(2, second);
            lock.execute();
        }
    }

    /** @return also one that is used up, for the page that says so; empty when it is unknown, or of another realm */
    public Optional<Token> find(Connection connection, String realmId, String secret) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setBytes(1, Digests.ofSecret(secret));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getString(3).equals(realmId) ? Optional.of(token(row)) : Optional.empty();
            }
        }
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getObject(1, UUID.class),
                TokenKind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                new Token.Target(row.getBytes(5)),
                row.getString(6),
                TokenState.valueOf(row.getString(7)));
    }

    /** Whether the owner has one of this kind that is neither used nor void nor expired. */
    public boolean isLive(Connection connection, String userId, TokenKind kind) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LIVE)) {
            select.setString(1, userId);
            select.setString(2, kind.name());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /**
     * @return whether this call used it; false when it was used, replaced or expired meanwhile. Of what is done in
     *     this transaction nothing may stay in that case
     */
    public boolean use(Connection connection, UUID id) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement update = connection.prepareStatement(USE)) {
            update.setObject(1, id);
            return update.executeUpdate() == 1;
        }
    }

    /**
     * @param address what the customer is reached at by now
     * @return false also when the token was sent to another one
     */
    public boolean use(Connection connection, UUID id, String address) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement update = connection.prepareStatement(USE_FOR)) {
            update.setObject(1, id);
            update.setBytes(2, Digests.ofTarget(address));
            return update.executeUpdate() == 1;
        }
    }

    public void forgetUser(Connection connection, String userId) throws SQLException {
        forget(connection, FORGET_USER, userId);
    }

    public void forgetRealm(Connection connection, String realmId) throws SQLException {
        forget(connection, FORGET_REALM, realmId);
    }

    private static void forget(Connection connection, String statement, String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(statement)) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }
}
