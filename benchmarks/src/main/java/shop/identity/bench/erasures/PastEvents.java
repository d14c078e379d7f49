package shop.identity.bench.erasures;

import java.util.List;

/**
 * Keycloak's events of the last days, those of a shop that has far more customers than leave: half a hundred of each who leaves, a
 * twentieth of whom nobody knows, such as failed logins, the rest of others; and what staff did, some of it about who leaves.
 */
final class PastEvents {

    private static final String LATELY = "(EXTRACT(EPOCH FROM now()) * 1000)::bigint - n";

    static final List<String> ALL = List.of("""
            INSERT INTO EVENT_ENTITY (ID, REALM_ID, CLIENT_ID, USER_ID, TYPE, ERROR, EVENT_TIME, IP_ADDRESS, SESSION_ID,
                                      DETAILS_JSON_LONG_VALUE)
            SELECT gen_random_uuid()::text, '{realm}', 'storefront', CASE WHEN is_known THEN pg_temp.id(who) END,
                   CASE WHEN is_known THEN 'LOGIN' ELSE 'LOGIN_ERROR' END, CASE WHEN NOT is_known THEN 'user_not_found' END,
            """ + LATELY + """
            , '192.0.2.1', gen_random_uuid()::text,
                   '{"auth_method":"openid-connect","auth_type":"code","redirect_uri":"https://shop.example/","consent":"no_consent_required","code_id":"'
                   || gen_random_uuid() || '","username":"' || pg_temp.mail(who) || '"}'
              FROM (SELECT n, n / {customers} % 20 > 0 AS is_known,
                           CASE WHEN n <= {customers} * 50 THEN 1 + n % ({customers} - 1) ELSE {customers} + 1 + n % 250000 END AS who
                      FROM generate_series(1, {events}) AS n) AS event
            """, """
            INSERT INTO EVENT_ENTITY (ID, REALM_ID, CLIENT_ID, USER_ID, TYPE, EVENT_TIME, IP_ADDRESS, DETAILS_JSON_LONG_VALUE)
            SELECT gen_random_uuid()::text, '{realm}', 'storefront', pg_temp.id({customers}), 'LOGIN',
            """ + LATELY + """
            , '192.0.2.1', '{"auth_method":"openid-connect","username":"' || pg_temp.mail({customers}) || '"}'
              FROM generate_series(1, {ofOne}) AS n
            """, """
            INSERT INTO ADMIN_EVENT_ENTITY (ID, REALM_ID, ADMIN_EVENT_TIME, OPERATION_TYPE, AUTH_REALM_ID, AUTH_CLIENT_ID, AUTH_USER_ID,
                                            IP_ADDRESS, RESOURCE_TYPE, RESOURCE_PATH, REPRESENTATION)
            SELECT gen_random_uuid()::text, '{realm}',
            """ + LATELY + """
            , 'UPDATE', 'master', 'admin-cli', md5('staff ' || n % 7)::uuid::text, '192.0.2.8', 'USER', 'users/' || pg_temp.id(who),
                   '{"id":"' || pg_temp.id(who) || '","username":"' || pg_temp.mail(who) || '","email":"' || pg_temp.mail(who)
                   || '","firstName":"Erika","lastName":"Mustermann' || who || '","emailVerified":true,"enabled":true,"attributes":{"phoneNumber":["+4930'
                   || (1000000 + who) || '"],"locale":["de"],"note":["' || repeat('called about the order ', 8) || n || '"]}}'
              FROM (SELECT n, CASE WHEN n <= {customers} * 3 THEN 1 + n % {customers} ELSE {customers} + 1 + n % 250000 END AS who
                      FROM generate_series(1, {adminEvents}) AS n) AS event
            """);

    private PastEvents() {}
}
