package shop.identity.bench.segments;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import shop.identity.stack.PostgresServer;
import shop.identity.stack.Stack;

/**
 * Customers, and what is known of them, written behind Keycloak's back: no rule has seen them. The customer of a number is the
 * same each time.
 *
 * <p>Days of theirs are 8, 18, 28… days ago, and the rules' limits are not next to them: nobody moves when a day ends meanwhile.
 */
final class Crowd implements AutoCloseable {

    /** Of those who are changed: all but who is erased. */
    static final double AT_LEAST_MOVED = 0.98;

    /** Ids are as random ones are, in no order; {@code dice} throws 0 to 99, another one for each number. */
    private static final String[] FUNCTIONS = {"""
        CREATE FUNCTION pg_temp.id(customer bigint) RETURNS text LANGUAGE sql IMMUTABLE
        RETURN md5('customer ' || customer)::uuid::text
        """, """
        CREATE FUNCTION pg_temp.dice(customer bigint, number int) RETURNS int LANGUAGE sql IMMUTABLE
        RETURN ((hashint8extended(customer, number) & 2147483647) % 100)::int
        """};

    private static final String NUMBERS = " FROM generate_series(?::bigint, ?::bigint) AS n";

    private static final String USERS = """
            INSERT INTO USER_ENTITY (ID, REALM_ID, USERNAME, EMAIL, EMAIL_CONSTRAINT, FIRST_NAME, LAST_NAME, ENABLED,
                                     EMAIL_VERIFIED, NOT_BEFORE, CREATED_TIMESTAMP)
            SELECT pg_temp.id(n), ?, mail, mail, mail, 'Erika', 'Mustermann', pg_temp.dice(n, 1) >= 1,
                   pg_temp.dice(n, 2) >= 5, 0, EXTRACT(EPOCH FROM now() - days * interval '1 day') * 1000
              FROM (SELECT n, 8 + 10 * pg_temp.dice(n, 3) AS days, 'customer-' || n || '@' ||
                           CASE WHEN pg_temp.dice(n, 4) < 4 THEN 'company.example' ELSE 'mail.example' END AS mail
            """ + NUMBERS + ") AS c";

    private static final String COUNTRIES = attribute("country", """
            CASE WHEN pg_temp.dice(n, 5) < 80 THEN 'DE' WHEN pg_temp.dice(n, 5) < 90 THEN 'FR'
                 WHEN pg_temp.dice(n, 5) < 96 THEN 'AT' ELSE 'CH' END""", "TRUE");

    private static final String LOCALES =
            attribute("locale", "CASE WHEN pg_temp.dice(n, 6) < 90 THEN 'de' ELSE 'fr' END", "TRUE");
    private static final String PHONES = attribute("phoneNumber", "'+4930' || n", "pg_temp.dice(n, 7) < 30");
    private static final String PROOFS = attribute("phoneNumberVerified", "'true'", "pg_temp.dice(n, 7) < 10");
    private static final String MARKS =
            attribute("shopStatus", "CASE WHEN n % 2 = 0 THEN 'ERASED' ELSE 'INACTIVE' END", "pg_temp.dice(n, 8) = 0");

    private static final String FACTS = """
            INSERT INTO SHOP_SEGMENT_FACT (REALM_ID, USER_ID, NAME, VALUE, CHANGED_AT)
            SELECT ?, pg_temp.id(n), name, value, now()
              FROM (SELECT n, pg_temp.dice(n, 10) AS luck
            """ + NUMBERS + """
            ) AS c, LATERAL (VALUES ('orders', GREATEST(luck - 85, luck / 30)), ('revenue', luck * luck / 9)) AS f (name, value)
             WHERE luck >= 10
            """;

    private static final String CONSENTS = """
            INSERT INTO SHOP_CONSENT (ID, REALM_ID, USER_ID, KIND, GIVEN, TEXT_VERSION, ACTOR, CHANNEL, AT)
            SELECT uuidv7(), ?, pg_temp.id(n), kind, given, '1', 'self', 'api', now()
            """ + NUMBERS + """
            , LATERAL (VALUES ('terms', TRUE), ('marketing', pg_temp.dice(n, 11) < 40)) AS c (kind, given)
            """;

    private static final String LOGINS = """
            INSERT INTO SHOP_LAST_LOGIN (REALM_ID, USER_ID, MADE_AT, NETWORK)
            SELECT ?, pg_temp.id(n), now() - (8 + 10 * (days * days / 400)) * interval '1 day', '192.0.2.1'
              FROM (SELECT n, pg_temp.dice(n, 12) AS days
            """ + NUMBERS + ") AS c WHERE pg_temp.dice(n, 13) >= 5";

    /** Into the neighbourhood, or out of it. */
    private static final String MOVE_HOUSE = """
            UPDATE USER_ATTRIBUTE SET VALUE = CASE WHEN VALUE IN ('AT', 'CH') THEN 'DE' ELSE 'AT' END
             WHERE NAME = 'country' AND USER_ID IN (SELECT pg_temp.id(n)
            """ + NUMBERS + " WHERE n % 2 = 0)";

    /** Much instead of little, or of nothing that is known; little instead of much. */
    private static final String SPEND = """
            INSERT INTO SHOP_SEGMENT_FACT AS f (REALM_ID, USER_ID, NAME, VALUE, CHANGED_AT)
            SELECT ?, pg_temp.id(n), 'revenue', 5000, now()
            """ + NUMBERS + """
             WHERE n % 2 = 1
            ON CONFLICT (REALM_ID, USER_ID, NAME) DO UPDATE SET VALUE = CASE WHEN f.VALUE > 1000 THEN 10 ELSE 5000 END
            """;

    private final Connection connection;
    private final String realmId;

    Crowd(PostgresServer postgres) {
        try {
            connection = postgres.connect();
            try (Statement statement = connection.createStatement()) {
                for (String function : FUNCTIONS) {
                    statement.execute(function);
                }
                try (ResultSet row =
                        statement.executeQuery("SELECT ID FROM REALM WHERE NAME = '" + Stack.REALM + "'")) {
                    row.next();
                    realmId = row.getString(1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be prepared", e);
        }
    }

    private static String attribute(String name, String value, String whose) {
        return "INSERT INTO USER_ATTRIBUTE (ID, USER_ID, NAME, VALUE) SELECT gen_random_uuid()::text, pg_temp.id(n), '"
                + name + "', " + value + NUMBERS + " WHERE " + whose;
    }

    /** Customers from one number to another, inclusive. */
    void fill(int from, int to) {
        run(USERS, realmId, from, to);
        run(COUNTRIES, null, from, to);
        run(LOCALES, null, from, to);
        run(PHONES, null, from, to);
        run(PROOFS, null, from, to);
        run(MARKS, null, from, to);
        run(FACTS, realmId, from, to);
        run(CONSENTS, realmId, from, to);
        run(LOGINS, realmId, from, to);
    }

    /** Something about each of them, so that each, but who is erased, is in a segment too many or too few. */
    void change(int from, int to) {
        run(MOVE_HOUSE, null, from, to);
        run(SPEND, realmId, from, to);
    }

    private void run(String sql, String realm, int from, int to) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            // The realm is named before the numbers where it is named at all.
            if (realm != null) {
                statement.setString(next++, realm);
            }
            statement.setInt(next++, from);
            statement.setInt(next, to);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Customers cannot be written: " + sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
