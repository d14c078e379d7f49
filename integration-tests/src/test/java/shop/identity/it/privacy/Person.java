package shop.identity.it.privacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Somebody of whom every table that providers of personal data clean has a row, written as the server would. In a realm that there
 * is not: no worker looks at the rows, and whoever writes them takes them back.
 */
record Person(String realm, String id, String email, String username, String phone, String broker, String brokerName) {

    static Person of(String realm) {
        String mark = UUID.randomUUID().toString();
        return new Person(
                realm,
                UUID.randomUUID().toString(),
                "Mail-" + mark + "@example.com",
                "name-" + mark,
                "+49151" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 1_000_000_000L),
                "external-" + mark,
                "external-name-" + mark);
    }

    /** What nobody else is known by. Their id is not among it: it stays. */
    List<String> words() {
        return List.of(email, username, phone, broker, brokerName);
    }

    void write(Connection connection) throws SQLException {
        record(connection);
        events(connection);
        adminEvents(connection);
        sideRecords(connection);
        writeOurs(connection);
        logout(connection, "NULL");
        logout(connection, "'infinity'");
    }

    /** In the pack's tables alone: for somebody whom the server knows. No worker has anything to do with it. */
    void writeOurs(Connection connection) throws SQLException {
        outbox(connection);
        tokensAndLimits(connection);
        logins(connection);
        queued(connection);
    }

    private void record(Connection connection) throws SQLException {
        run(connection, """
                INSERT INTO USER_ENTITY (ID, REALM_ID, EMAIL, EMAIL_CONSTRAINT, USERNAME, EMAIL_VERIFIED, ENABLED, NOT_BEFORE)
                VALUES (?, ?, lower(?), lower(?), lower(?), TRUE, TRUE, 0)
                """, id, realm, email, email, username);
        run(
                connection,
                "INSERT INTO USER_ATTRIBUTE (ID, USER_ID, NAME, VALUE) VALUES (gen_random_uuid()::text, ?, 'phoneNumber', ?)",
                id,
                phone);
        run(connection, """
                INSERT INTO FEDERATED_IDENTITY (IDENTITY_PROVIDER, REALM_ID, FEDERATED_USER_ID, FEDERATED_USERNAME, USER_ID)
                VALUES ('elsewhere', ?, ?, ?, ?)
                """, realm, broker, brokerName, id);
    }

    private void events(Connection connection) throws SQLException {
        event(connection, id, "LOGIN", "{\"username\":\"" + email + "\"}");
        event(connection, null, "LOGIN_ERROR", "{\"username\":\"" + email.toUpperCase(Locale.ROOT) + "\"}");
        event(connection, null, "LOGIN_ERROR", "{\"x\":\"1\",\"username\":\"" + username + "\",\"y\":\"2\"}");
        event(connection, null, "IDENTITY_PROVIDER_LOGIN_ERROR", "{\"identity_provider_user_id\":\"" + broker + "\"}");
        event(
                connection,
                null,
                "IDENTITY_PROVIDER_LOGIN_ERROR",
                "{\"identity_provider_identity\":\"" + brokerName + "\"}");
        event(connection, null, "REGISTER_ERROR", "{\"attributes\":\"phoneNumber=" + phone + "\"}");
    }

    private void event(Connection connection, String userId, String type, String details) throws SQLException {
        run(connection, """
                INSERT INTO EVENT_ENTITY (ID, REALM_ID, USER_ID, TYPE, EVENT_TIME, IP_ADDRESS, DETAILS_JSON_LONG_VALUE)
                VALUES (gen_random_uuid()::text, ?, ?, ?, 1, '192.0.2.7', ?)
                """, realm, userId, type, details);
    }

    private void adminEvents(Connection connection) throws SQLException {
        adminEvent(connection, "users/" + id, "{\"username\":\"" + username + "\",\"firstName\":\"Erika\"}", null);
        adminEvent(connection, "users/" + id + "/reset-password", null, "{\"email\":\"" + email + "\"}");
        adminEvent(connection, "groups/members", "[{\"id\":\"x\",\"email\":\"" + email + "\"}]", null);
    }

    private void adminEvent(Connection connection, String path, String representation, String details)
            throws SQLException {
        run(connection, """
                INSERT INTO ADMIN_EVENT_ENTITY (ID, REALM_ID, AUTH_REALM_ID, AUTH_USER_ID, ADMIN_EVENT_TIME, OPERATION_TYPE,
                  IP_ADDRESS, RESOURCE_TYPE, RESOURCE_PATH, REPRESENTATION, DETAILS_JSON)
                VALUES (gen_random_uuid()::text, ?, 'master', 'staff', 1, 'UPDATE', '192.0.2.8', 'USER', ?, ?, ?)
                """, realm, path, representation, details);
    }

    private void sideRecords(Connection connection) throws SQLException {
        run(connection, """
                INSERT INTO BROKER_LINK (IDENTITY_PROVIDER, STORAGE_PROVIDER_ID, REALM_ID, BROKER_USER_ID, BROKER_USERNAME, USER_ID)
                VALUES ('elsewhere', 'store', ?, ?, ?, ?)
                """, realm, broker, brokerName, id);
        run(connection, """
                INSERT INTO FED_USER_ATTRIBUTE (ID, NAME, USER_ID, REALM_ID, STORAGE_PROVIDER_ID, VALUE)
                VALUES (gen_random_uuid()::text, 'nickname', ?, ?, 'store', ?)
                """, id, realm, username);
        run(connection, """
                INSERT INTO OUTBOX_ENTRY (ID, ENTRY_KIND, REALM_ID, OWNER_ID, CORRELATION_ID, ENTRY_TYPE, PAYLOAD, STATUS,
                  NEXT_ATTEMPT_AT, CREATED_AT)
                VALUES (gen_random_uuid()::text, 'probe', ?, 'owner', ?, 'probe', ?, 'DELIVERED', now(), now())
                """, realm, UUID.randomUUID().toString(), "{\"sub\":\"" + email + "\"}");
    }

    /** An event with personal data in it. */
    void tell(Connection connection) throws SQLException {
        outbox(connection, told());
    }

    private void outbox(Connection connection) throws SQLException {
        tell(connection);
        outbox(connection, "{\"customerId\":\"" + id + "\",\"fields\":[\"email\"]}");
    }

    /** With what an administrator allowed. */
    private String told() {
        return "{\"customerId\":\"" + id + "\",\"status\":\"ACTIVE\",\"personalData\":{\"email\":\"" + email
                + "\",\"phoneNumber\":\"" + phone + "\"},\"later\":true}";
    }

    private void outbox(Connection connection, String payload) throws SQLException {
        run(connection, """
                INSERT INTO SHOP_OUTBOX (ID, AGGREGATETYPE, AGGREGATEID, TYPE, SOURCE, TIME, DATASCHEMA, SEQUENCE, ACTOR, CHANNEL,
                  PAYLOAD, REALM_ID, SOUND)
                VALUES (gen_random_uuid(), 'customer', ?, 'customer.updated', '/realms/x', '2026-11-24T06:07:12.391Z', 'x',
                  '00000000000000000001', 'self', 'account', ?, ?, TRUE)
                """, id, payload, realm);
    }

    private void tokensAndLimits(Connection connection) throws SQLException {
        run(connection, """
                INSERT INTO SHOP_TOKEN (ID, KIND, REALM_ID, USER_ID, HASH, TARGET, EXPIRES_AT)
                VALUES (gen_random_uuid(), 'VERIFY_EMAIL', ?, ?, sha256(convert_to(?, 'UTF8')),
                  sha256(convert_to(lower(?), 'UTF8')), now() + interval '1 day')
                """, realm, id, UUID.randomUUID().toString(), email);
        for (String subject : List.of(email, phone, id)) {
            run(
                    connection,
                    """
                    INSERT INTO SHOP_ATTEMPT (REALM_ID, KIND, SUBJECT, MADE_AT, ALLOWED, EXPIRES_AT)
                    VALUES (?, ?, sha256(convert_to(lower(?), 'UTF8')), ARRAY[now()], TRUE, now() + interval '1 hour')
                    """,
                    realm,
                    subject.equals(email) ? "verification-address" : subject.equals(id) ? "otp-account" : "otp-again",
                    subject);
        }
        run(
                connection,
                "INSERT INTO SHOP_VERIFIED_PHONE (USER_ID, REALM_ID, NUMBER_HASH) VALUES (?, ?, sha256(convert_to(?, 'UTF8')))",
                id,
                realm,
                phone);
    }

    private void logins(Connection connection) throws SQLException {
        run(connection, """
                INSERT INTO SHOP_LOGIN (REALM_ID, USER_ID, MADE_AT, NETWORK, CLIENT, WAY) VALUES (?, ?, now(), '192.0.2.9', 'shop', 'form')
                """, realm, id);
        run(connection, "INSERT INTO SHOP_LAST_LOGIN VALUES (?, ?, now(), '192.0.2.9')", realm, id);
        run(connection, """
                INSERT INTO SHOP_LOGIN_FAILURE (REALM_ID, USER_ID, BROWSER, FAILURES, LAST_AT, ADDRESS, FORGOTTEN_AT)
                VALUES (?, ?, '', 2, now(), '192.0.2.10', now() + interval '1 hour')
                """, realm, id);
        run(
                connection,
                "INSERT INTO SHOP_WELCOME (REALM_ID, USER_ID, CLIENT_ID, VERIFIED_AT) VALUES (?, ?, 'shop', now())",
                realm,
                id);
    }

    private void queued(Connection connection) throws SQLException {
        run(connection, """
                INSERT INTO SHOP_SMS (ID, REALM_ID, USER_ID, SEALED, KEY_ID, EXPIRES_AT)
                VALUES (gen_random_uuid(), ?, ?, '\\x01', 'key', now())
                """, realm, id);
        run(connection, """
                INSERT INTO SHOP_MAIL (ID, REALM_ID, USER_ID, KIND, SEALED, KEY_ID)
                VALUES (gen_random_uuid(), ?, ?, 'welcome', '\\x01', 'key')
                """, realm, id);
        run(connection, """
                INSERT INTO SHOP_REPEATABLE_ANSWER (REALM_ID, CALLER_ID, KEY_HASH, ABOUT_ID, FINGERPRINT, STATUS, BODY, CREATED_AT)
                VALUES (?, ?, '\\x01', ?, '\\x02', 200, convert_to(?, 'UTF8'), now())
                """, realm, id, id, "{\"email\":\"" + email + "\"}");
    }

    /** @param due when its entry is due: never, for a dead letter */
    private void logout(Connection connection, String due) throws SQLException {
        run(connection, """
                WITH job AS (
                  INSERT INTO SHOP_LOGOUT (ID, REALM_ID, CLIENT_ID, USER_ID, CLAIMS)
                  VALUES (gen_random_uuid(), ?, 'app', ?, '{}') RETURNING ID)
                INSERT INTO SHOP_QUEUE (QUEUE, LANE, ITEM_KEY, JOB_ID, REALM_ID, NEXT_ATTEMPT_AT)
                SELECT 'logout', 1, ID::text, ID, ?, %s FROM job
                """.formatted(due), realm, id, realm);
    }

    private static void run(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
