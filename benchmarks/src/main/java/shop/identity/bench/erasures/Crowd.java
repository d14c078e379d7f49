package shop.identity.bench.erasures;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Customers with everything in them, written behind Keycloak's back. The customer of a number is the same each time; the last
 * number is the one who is exported.
 */
final class Crowd {

    private static final List<String> FUNCTIONS = List.of("""
            CREATE FUNCTION pg_temp.id(customer bigint) RETURNS text LANGUAGE sql IMMUTABLE
            RETURN md5('customer ' || customer)::uuid::text
            """, """
            CREATE FUNCTION pg_temp.mail(customer bigint) RETURNS text LANGUAGE sql IMMUTABLE
            RETURN 'customer-' || customer || '@mail.example'
            """);

    private static final String ALL = " FROM generate_series(1, {customers}) AS n";

    /** Keycloak's own record. */
    private static final List<String> RECORDS = List.of(
            """
            INSERT INTO USER_ENTITY (ID, REALM_ID, USERNAME, EMAIL, EMAIL_CONSTRAINT, FIRST_NAME, LAST_NAME, ENABLED,
                                     EMAIL_VERIFIED, NOT_BEFORE, CREATED_TIMESTAMP)
            SELECT pg_temp.id(n), '{realm}', pg_temp.mail(n), pg_temp.mail(n), pg_temp.mail(n), 'Erika', 'Mustermann' || n, TRUE,
                   TRUE, 0, EXTRACT(EPOCH FROM now() - interval '1 year') * 1000
            """ + ALL,
            """
            INSERT INTO USER_ATTRIBUTE (ID, USER_ID, NAME, VALUE)
            SELECT gen_random_uuid()::text, pg_temp.id(n), name, value
            """ + ALL + """
            , LATERAL (VALUES ('phoneNumber', '+4930' || (1000000 + n)), ('phoneNumberVerified', 'true'), ('locale', 'de'),
                              ('country', 'DE'), ('shopStatus', 'INACTIVE'), ('shopDeletionDue', '2026-01-01T00:00:00Z'))
                AS attribute (name, value)
            """,
            """
            INSERT INTO CREDENTIAL (ID, USER_ID, TYPE, USER_LABEL, CREATED_DATE, SECRET_DATA, CREDENTIAL_DATA, PRIORITY)
            SELECT gen_random_uuid()::text, pg_temp.id(n), type, 'mine', 1, secret, data, 10
            """ + ALL + """
            , LATERAL (VALUES ('password', '{"value":"AAAA","salt":"AAAA"}', '{"hashIterations":1,"algorithm":"pbkdf2-sha256"}'),
                              ('otp', '{"value":"JBSWY3DPEHPK3PXP"}', '{"subType":"totp","digits":6,"period":30,"algorithm":"HmacSHA1"}'))
                AS credential (type, secret, data)
            """,
            """
            INSERT INTO USER_ROLE_MAPPING (USER_ID, ROLE_ID)
            SELECT pg_temp.id(n), r.DEFAULT_ROLE
            """ + ALL + ", REALM r WHERE r.ID = '{realm}'",
            """
            INSERT INTO USER_GROUP_MEMBERSHIP (USER_ID, GROUP_ID, MEMBERSHIP_TYPE)
            SELECT pg_temp.id(n), s.GROUP_ID, 'UNMANAGED'
            """ + ALL + ", SHOP_SEGMENT s WHERE s.REALM_ID = '{realm}' ON CONFLICT DO NOTHING",
            """
            INSERT INTO USER_CONSENT (ID, CLIENT_ID, USER_ID, CREATED_DATE, LAST_UPDATED_DATE)
            SELECT gen_random_uuid()::text, c.ID, pg_temp.id(n), 1, 1
            """ + ALL + ", CLIENT c WHERE c.REALM_ID = '{realm}' AND c.CLIENT_ID = 'storefront'");

    /** A session of each, in one application. */
    private static final List<String> SESSIONS =
            List.of("""
            INSERT INTO OFFLINE_USER_SESSION (USER_SESSION_ID, USER_ID, REALM_ID, CREATED_ON, OFFLINE_FLAG, DATA, LAST_SESSION_REFRESH)
            SELECT md5('session ' || n)::uuid::text, pg_temp.id(n), '{realm}', EXTRACT(EPOCH FROM now()), '0',
                   '{"ipAddress":"192.0.2.1","authMethod":"openid-connect","rememberMe":false,"notes":{},"state":"LOGGED_IN","loginUsername":"'
                   || pg_temp.mail(n) || '"}', EXTRACT(EPOCH FROM now())
            """ + ALL, """
            INSERT INTO OFFLINE_CLIENT_SESSION (USER_SESSION_ID, CLIENT_ID, OFFLINE_FLAG, TIMESTAMP, DATA, CLIENT_STORAGE_PROVIDER,
                                                EXTERNAL_CLIENT_ID, REALM_ID)
            SELECT md5('session ' || n)::uuid::text, c.ID, '0', EXTRACT(EPOCH FROM now()),
                   '{"authMethod":"openid-connect","notes":{}}', 'local', 'local', '{realm}'
            """ + ALL + ", CLIENT c WHERE c.REALM_ID = '{realm}' AND c.CLIENT_ID = 'storefront'");

    /** What rooms of the pack keep. */
    private static final List<String> ROOMS = List.of(
            """
            INSERT INTO SHOP_CUSTOMER (CUSTOMER_ID, REALM_ID, VERSION, STATUS) SELECT pg_temp.id(n), '{realm}', 3, 'INACTIVE'
            """ + ALL,
            """
            INSERT INTO SHOP_ADDRESS (ID, REALM_ID, USER_ID, KIND, IS_DEFAULT, RECIPIENT, STREET, POSTAL_CODE, CITY, COUNTRY, VERSION,
                                      CREATED_AT)
            SELECT gen_random_uuid()::text, '{realm}', pg_temp.id(n), kind, TRUE, 'Erika Mustermann', 'Heidestr. ' || n, '51147', 'Köln',
                   'DE', 1, now()
            """ + ALL + ", unnest(ARRAY['shipping', 'billing']) AS kind",
            """
            INSERT INTO SHOP_WISHLIST (ID, REALM_ID, USER_ID, NAME, NAME_KEY, VERSION, CREATED_AT)
            SELECT md5('wishlist ' || n)::uuid::text, '{realm}', pg_temp.id(n), 'Birthday', 'birthday', 1, now()
            """ + ALL,
            """
            INSERT INTO SHOP_WISHLIST_ITEM (WISHLIST_ID, SKU, QUANTITY, NOTE, VERSION, ADDED_AT)
            SELECT md5('wishlist ' || n)::uuid::text, 'sku-' || item, 1, 'for Otto', 1, now()
            """ + ALL + ", generate_series(1, 5) AS item",
            """
            INSERT INTO SHOP_CONSENT (ID, REALM_ID, USER_ID, KIND, GIVEN, TEXT_VERSION, ACTOR, CHANNEL, AT)
            SELECT uuidv7(), '{realm}', pg_temp.id(n), kind, TRUE, '1', 'self', 'api', now()
            """ + ALL + ", unnest(ARRAY['terms', 'marketing']) AS kind",
            """
            INSERT INTO SHOP_PREFERENCES (REALM_ID, USER_ID, CHANNELS, NEWSLETTER) SELECT '{realm}', pg_temp.id(n), 'email', TRUE
            """ + ALL,
            """
            INSERT INTO SHOP_SEGMENT_FACT (REALM_ID, USER_ID, NAME, VALUE, CHANGED_AT)
            SELECT '{realm}', pg_temp.id(n), name, 7, now()
            """ + ALL + ", unnest(ARRAY['orders', 'revenue']) AS name",
            """
            INSERT INTO SHOP_LOGIN (REALM_ID, USER_ID, MADE_AT, NETWORK, CLIENT, WAY)
            SELECT '{realm}', pg_temp.id(n), now() - days * interval '1 day', '192.0.2.1', 'storefront', 'form'
            """ + ALL + ", generate_series(1, 3) AS days",
            """
            INSERT INTO SHOP_LAST_LOGIN (REALM_ID, USER_ID, MADE_AT, NETWORK) SELECT '{realm}', pg_temp.id(n), now(), '192.0.2.1'
            """ + ALL);

    /** The last one stays. */
    private static final List<String> STAYS =
            List.of("""
            DELETE FROM USER_ATTRIBUTE WHERE USER_ID = pg_temp.id({customers}) AND NAME IN ('shopStatus', 'shopDeletionDue')
            """, "UPDATE SHOP_CUSTOMER SET STATUS = 'ACTIVE' WHERE CUSTOMER_ID = pg_temp.id({customers})");

    private final Statement statement;
    private final String realmId;
    private final ErasureSizes sizes;

    Crowd(Statement statement, String realmId, ErasureSizes sizes) {
        this.statement = statement;
        this.realmId = realmId;
        this.sizes = sizes;
    }

    void fill() throws SQLException {
        List<String> all = Stream.of(FUNCTIONS, RECORDS, SESSIONS, ROOMS, STAYS, PastEvents.ALL)
                .flatMap(List::stream)
                .toList();
        for (String sql : all) {
            statement.execute(sql.replace("{realm}", realmId)
                    .replace("{customers}", String.valueOf(exported()))
                    .replace("{events}", String.valueOf(sizes.events()))
                    .replace("{adminEvents}", String.valueOf(sizes.adminEvents()))
                    .replace("{ofOne}", String.valueOf(ErasureSizes.EVENTS_OF_THE_EXPORTED)));
        }
    }

    /** The number of the one who is exported. */
    int exported() {
        return sizes.customers() + 1;
    }

    /** @return SQL for the id of a customer */
    static String idOf(int number) {
        return "md5('customer ' || " + number + ")::uuid::text";
    }
}
