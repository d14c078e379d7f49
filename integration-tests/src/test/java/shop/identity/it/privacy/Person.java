package shop.identity.it.privacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A customer of whom every table that providers of personal data clean has a row, written as the server would. */
record Person(String realm, String id, String email, String username, String phone, String broker, String brokerName) {

    static Person of(String realm, String id, String email, String username, String phone) {
        String mark = UUID.randomUUID().toString();
        return new Person(realm, id, email, username, phone, "external-" + mark, "external-name-" + mark);
    }

    /** Somebody else, of another realm, with the same words. */
    Person in(String otherRealm) {
        return new Person(otherRealm, UUID.randomUUID().toString(), email, username, phone, broker, brokerName);
    }

    /** What nobody else is known by. Their id is not among it: it stays. */
    List<String> words() {
        return List.of(email, username, phone, broker, brokerName);
    }

    /** All but the user's own record, which the server has made. */
    void write(Connection connection) throws SQLException {
        link(connection);
        writeEvents(connection);
        sideRecords(connection);
        writeOurs(connection);
        logout(connection, "now() + interval '1 hour'");
        logout(connection, "'infinity'");
    }

    /** Keycloak's, of this person and of staff about this person. */
    void writeEvents(Connection connection) throws SQLException {
        events(connection);
        adminEvents(connection);
    }

    /** In the pack's tables alone: for somebody whom the server knows. No worker has anything to do with it. */
    void writeOurs(Connection connection) throws SQLException {
        outbox(connection);
        tokensAndLimits(connection);
        logins(connection);
        queued(connection);
    }

    /**
     * In addition to what a customer who is there has: consents to an application, a credential for a wallet, a message and a logout that wait, and the mails
     * that welcome.
     */
    void writeUnreachable(Connection connection) throws SQLException {
        wallet(connection);
        run(connection, """
                WITH job AS (
                  INSERT INTO SHOP_LOGOUT (ID, REALM_ID, CLIENT_ID, USER_ID, CLAIMS)
                  SELECT gen_random_uuid(), ?, ID, ?, '{}' FROM CLIENT WHERE REALM_ID = ? AND CLIENT_ID = 'storefront'
                  RETURNING ID)
                INSERT INTO SHOP_QUEUE (QUEUE, LANE, ITEM_KEY, JOB_ID, REALM_ID, NEXT_ATTEMPT_AT)
                SELECT 'logout', 1, ID::text, ID, ?, 'infinity' FROM job
                """, realm, id, realm, realm);
        run(connection, """
                INSERT INTO SHOP_SMS (ID, REALM_ID, USER_ID, SEALED, KEY_ID, EXPIRES_AT)
                VALUES (gen_random_uuid(), ?, ?, '\\x01', 'key', now() + interval '1 hour')
                """, realm, id);
        run(connection, """
                INSERT INTO SHOP_WELCOME (REALM_ID, USER_ID, CLIENT_ID, VERIFIED_AT) VALUES (?, ?, 'storefront', now())
                ON CONFLICT DO NOTHING
                """, realm, id);
        run(connection, """
                WITH consent AS (
                  INSERT INTO USER_CONSENT (ID, CLIENT_ID, USER_ID, CREATED_DATE, LAST_UPDATED_DATE)
                  SELECT gen_random_uuid()::text, ID, ?, 1000, 1000 FROM CLIENT WHERE REALM_ID = ? AND CLIENT_ID = 'storefront'
                  RETURNING ID)
                INSERT INTO USER_CONSENT_CLIENT_SCOPE (USER_CONSENT_ID, SCOPE_ID)
                SELECT consent.ID, scope.ID FROM consent, CLIENT_SCOPE scope WHERE scope.REALM_ID = ? AND scope.NAME = 'email'
                """, id, realm, realm);
    }

    /** As of a feature that the shop that ships does not use. */
    private void wallet(Connection connection) throws SQLException {
        run(connection, """
                WITH credential AS (
                  INSERT INTO USER_VER_CREDENTIAL (ID, CLIENT_SCOPE_ID, USER_ID, REVISION, CREATED_DATE, UPDATED_DATE, USER_ATTRIBUTES, VERSION)
                  SELECT gen_random_uuid()::text, ID, ?, 'revision', 1000, 1000, ?, 0 FROM CLIENT_SCOPE
                   WHERE REALM_ID = ? AND NAME = 'email'
                  RETURNING ID, USER_ID)
                INSERT INTO ISSUED_VER_CREDENTIAL (ID, USER_ID, VER_CREDENTIAL_ID, ISSUED_AT, EXPIRES_AT, CLIENT_ID, REVISION)
                SELECT gen_random_uuid()::text, USER_ID, ID, 1000, NULL, 'wallet', 'revision' FROM credential
                """, id, "{\"email\":[\"" + email + "\"]}", realm);
    }

    private void link(Connection connection) throws SQLException {
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
        event(connection, null, "REGISTER_ERROR", "{\"note\":\"call me\\n" + email + "\\u000b\"}");
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
