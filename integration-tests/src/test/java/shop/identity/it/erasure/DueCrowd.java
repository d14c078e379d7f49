package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;

/** Customers of whom several rooms keep something, all of whom are due at the same moment. */
final class DueCrowd {

    private static final int PORTION = 500;

    private static final String AMONG =
            " FROM USER_ENTITY u WHERE u.REALM_ID = '{realm}' AND u.USERNAME LIKE 'due-{mark}-%'";

    private static final List<String> ROWS = List.of(
            """
            INSERT INTO USER_ATTRIBUTE (ID, NAME, VALUE, USER_ID)
            SELECT gen_random_uuid()::text, a.NAME, a.VALUE, u.ID
              FROM (VALUES ('shopStatus', 'INACTIVE'), ('shopDeletionDue', '2026-01-01T00:00:00Z')) AS a (NAME, VALUE), USER_ENTITY u
             WHERE u.REALM_ID = '{realm}' AND u.USERNAME LIKE 'due-{mark}-%'
            """,
            """
            INSERT INTO SHOP_ADDRESS (ID, REALM_ID, USER_ID, KIND, IS_DEFAULT, RECIPIENT, STREET, CITY, COUNTRY, VERSION, CREATED_AT)
            SELECT gen_random_uuid()::text, u.REALM_ID, u.ID, 'shipping', TRUE, 'Erika {mark}', 'Heidestr. 1', 'Köln', 'DE', 1, now()
            """ + AMONG,
            """
            INSERT INTO SHOP_WISHLIST (ID, REALM_ID, USER_ID, NAME, NAME_KEY, VERSION, CREATED_AT)
            SELECT gen_random_uuid()::text, u.REALM_ID, u.ID, '{mark}', '{mark}', 1, now()
            """ + AMONG,
            """
            INSERT INTO SHOP_CONSENT (ID, REALM_ID, USER_ID, KIND, GIVEN, TEXT_VERSION, ACTOR, CHANNEL, AT)
            SELECT gen_random_uuid(), u.REALM_ID, u.ID, 'terms', TRUE, '1', 'self', 'api', now()
            """ + AMONG,
            "INSERT INTO SHOP_PREFERENCES (REALM_ID, USER_ID, CHANNELS, NEWSLETTER) SELECT u.REALM_ID, u.ID, 'email', TRUE"
                    + AMONG + " ON CONFLICT DO NOTHING",
            "INSERT INTO SHOP_LAST_LOGIN (REALM_ID, USER_ID, MADE_AT, NETWORK) SELECT u.REALM_ID, u.ID, now(), '192.0.2.9'"
                    + AMONG,
            """
            INSERT INTO EVENT_ENTITY (ID, REALM_ID, USER_ID, TYPE, EVENT_TIME, DETAILS_JSON_LONG_VALUE)
            SELECT gen_random_uuid()::text, u.REALM_ID, u.ID, 'LOGIN', 1, '{"username":"' || u.EMAIL || '"}'
            """ + AMONG,
            """
            INSERT INTO EVENT_ENTITY (ID, REALM_ID, TYPE, EVENT_TIME, DETAILS_JSON_LONG_VALUE)
            SELECT gen_random_uuid()::text, u.REALM_ID, 'LOGIN_ERROR', 1, '{"username":"' || u.EMAIL || '"}'
            """ + AMONG);

    private static final String REQUEST = """
            INSERT INTO SHOP_ERASURE (ID, REALM_ID, CUSTOMER_ID, STATE, RECEIVED_AT, DUE_AT, LEGAL_DUE_AT, REQUESTED_BY,
                                      WAS_INACTIVE, NEXT_ATTEMPT_AT)
            SELECT gen_random_uuid()::text, u.REALM_ID, u.ID, 'requested', now(), now(), now() + interval '1 month', 'self', FALSE, now()
            """ + AMONG;

    private final Ground ground;
    private final LeavingRealm realm;
    private final String realmId;
    private final String mark = "crowd" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> ids = new ArrayList<>();

    DueCrowd(Ground ground, LeavingRealm realm, int count) {
        this.ground = ground;
        this.realm = realm;
        this.realmId = realm.id();
        String role = realm.resource().toRepresentation().getDefaultRole().getName();
        for (int first = 0; first < count; first += PORTION) {
            add(first, Math.min(PORTION, count - first), role);
        }
        ROWS.forEach(this::run);
    }

    /** @param role of all customers: an import gives them none by itself */
    private void add(int first, int count, String role) {
        List<UserRepresentation> users = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            UserRepresentation user = AdminApi.person("due-" + mark + "-" + i + "@example.com");
            user.setId(UUID.randomUUID().toString());
            user.setLastName(mark);
            user.setEmailVerified(true);
            user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
            user.setRealmRoles(List.of(role));
            users.add(user);
            ids.add(user.getId());
        }
        PartialImportRepresentation portion = new PartialImportRepresentation();
        portion.setUsers(users);
        portion.setIfResourceExists("FAIL");
        try (Response answer = realm.resource().partialImport(portion)) {
            assertThat(answer.getStatus()).isEqualTo(200);
        }
    }

    private void run(String sql) {
        ground.execute(sql.replace("{realm}", realmId).replace("{mark}", mark));
    }

    /** Whoever polls finds them. */
    void makeDue() {
        run(REQUEST);
    }

    List<String> ids() {
        return ids;
    }

    /** Stands in names, addresses and lists of theirs, and in nobody else's. */
    String mark() {
        return mark;
    }
}
