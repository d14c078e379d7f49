package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.privacy.PrivacyRealm.Customer;
import shop.identity.stack.KeycloakNode;

/** An export is written as it is read, as fast as its reader takes it: however much it is, a node has a piece of it in memory. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-8")
class ExportStreamIT {

    private static final int MANY = 10_000;

    /** With the details of each it is more than the heap of a node (640 MiB). */
    private static final int MORE_THAN_FITS = 250_000;

    private static final int DETAILS = 4000;
    private static final long HEAP = 640L * 1024 * 1024;
    private static final int A_PIECE = 64 * 1024;
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final Ground ground;
    private PrivacyRealm realm;

    ExportStreamIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new PrivacyRealm(ground);
    }

    @AfterAll
    void close() {
        ground.execute("DELETE FROM EVENT_ENTITY WHERE REALM_ID = '" + realm.id() + "'");
        realm.close();
    }

    private Customer withEvents(int count) {
        Customer customer = realm.customer();
        ground.execute("INSERT INTO EVENT_ENTITY (ID, REALM_ID, USER_ID, TYPE, EVENT_TIME, DETAILS_JSON_LONG_VALUE)"
                + " SELECT gen_random_uuid()::text, '" + realm.id() + "', '" + customer.id()
                + "', 'LOGIN', 1700000000000 + i, '{\"n\":' || i || ',\"x\":\"" + "x".repeat(DETAILS)
                + "\"}' FROM generate_series(1, " + count + ") AS i");
        return customer;
    }

    private HttpResponse<InputStream> export(KeycloakNode node, Customer customer) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(node.baseUrl() + "/realms/" + realm.name() + "/shop-privacy/me/export"))
                .header("Authorization", "Bearer " + realm.tokenByForm(node, customer))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private long completed(Customer customer) {
        return ground.count(
                "SELECT COUNT(*) FROM SHOP_EXPORT WHERE CUSTOMER_ID = ? AND COMPLETED_AT IS NOT NULL", customer.id());
    }

    /**
     * What comes into the database while a reader has stopped in the middle of the events is in the section behind them: nobody had
     * read that far.
     */
    @Test
    void nothingIsReadBeforeItsReaderCanTakeIt() throws Exception {
        Customer customer = withEvents(MANY);
        String late = "late-" + UUID.randomUUID();

        HttpResponse<InputStream> answer = export(ground.node(), customer);
        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            byte[] first = body.readNBytes(A_PIECE);
            Pause.of(A_WHILE);
            assertThat(completed(customer)).isZero();
            ground.execute(
                    "INSERT INTO ADMIN_EVENT_ENTITY (ID, REALM_ID, AUTH_REALM_ID, ADMIN_EVENT_TIME, OPERATION_TYPE,"
                            + " RESOURCE_TYPE, RESOURCE_PATH) VALUES (gen_random_uuid()::text, '" + realm.id()
                            + "', 'master', 1, 'UPDATE', 'USER', 'users/" + customer.id() + "/" + late + "')");

            Seen seen = read(new SequenceInputStream(new ByteArrayInputStream(first), body), late);

            assertThat(seen.events()).isGreaterThanOrEqualTo(MANY);
            assertThat(seen.isLateThere()).isTrue();
        }
        Awaitility.await("the register").until(() -> completed(customer) == 1);
    }

    /** Who goes away in the middle of it is not waited for, and was not given the whole. */
    @Test
    void aReaderWhoGoesAwayHoldsNothing() throws Exception {
        Customer customer = withEvents(MANY);
        for (int i = 0; i < 4; i++) {
            try (InputStream body = export(ground.node(), customer).body()) {
                assertThat(body.readNBytes(A_PIECE)).hasSize(A_PIECE);
            }
        }
        Awaitility.await("their connections to the database")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.count("SELECT COUNT(*) FROM PG_STAT_ACTIVITY WHERE STATE = 'idle in transaction'"
                                + " AND QUERY LIKE '%EVENT_ENTITY%'")
                        == 0);

        assertThat(completed(customer)).isZero();
        try (InputStream body = export(ground.node(), customer).body()) {
            assertThat(read(body, "").events()).isGreaterThanOrEqualTo(MANY);
        }
    }

    @Test
    @Tag("long")
    void moreThanFitsIntoTheMemoryOfANode() throws Exception {
        Customer customer = withEvents(MORE_THAN_FITS);
        LogTail log = new LogTail(ground.node());

        try (InputStream body = export(ground.node(), customer).body()) {
            Seen seen = read(body, "");

            assertThat(seen.events()).isGreaterThanOrEqualTo(MORE_THAN_FITS);
            assertThat(seen.bytes()).isGreaterThan(HEAP);
        }
        assertThat(log.text()).doesNotContain("OutOfMemory");
        Awaitility.await("the register").until(() -> completed(customer) == 1);
    }

    /**
     * @param events how many objects there are in the section of that name
     * @param bytes  of the whole
     */
    private record Seen(long events, long bytes, boolean isLateThere) {}

    /** To its end, in one pass as well. */
    private static Seen read(InputStream body, String late) throws IOException {
        long events = 0;
        boolean isLateThere = false;
        try (JsonParser json = new JsonFactory().createParser(body)) {
            String section = "";
            int depth = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && depth == 1) {
                    section = json.currentName();
                } else if (token.isStructStart()) {
                    depth++;
                    // The document, the list, an event.
                    events += section.equals("events") && depth == 3 ? 1 : 0;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (section.equals("adminEvents") && token == JsonToken.VALUE_STRING) {
                    isLateThere |= !late.isEmpty() && json.getText().endsWith(late);
                }
            }
            assertThat(depth).isZero();
            return new Seen(events, json.currentLocation().getByteOffset(), isLateThere);
        }
    }
}
