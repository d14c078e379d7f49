package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** Whoever says that there are no traces would have found some. */
@OnGround
@Tag("GD-6")
class TracesIT {

    private static final String TABLE = """
            CREATE TABLE probe."Odd ""Table" (A TEXT, B VARCHAR(255), C JSON, D JSONB, E BYTEA, F TEXT[], G BYTEA, H CHAR(80))
            """;

    private static final String ROW = """
            INSERT INTO probe."Odd ""Table" VALUES (?, upper(?), to_json(?::text), jsonb_build_object('x', ?::text), convert_to(?, 'UTF8'),
              ARRAY['y', ?::text], sha256(convert_to(lower(?), 'UTF8')), ?)
            """;

    private final Ground ground;

    TracesIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void everySortOfColumnIsLookedInto() throws Exception {
        String word = "Probe-" + UUID.randomUUID() + "@example.com";
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("CREATE SCHEMA probe");
            connection.createStatement().execute(TABLE);
            try (PreparedStatement insert = connection.prepareStatement(ROW)) {
                for (int i = 1; i <= 8; i++) {
                    insert.setString(i, word);
                }
                insert.executeUpdate();
            }

            assertThat(new TableSearch(connection).places(Sought.formsOf(word)))
                    .containsExactlyInAnyOrder(
                            "ODD TABLE.A: " + word,
                            "ODD TABLE.B: " + word,
                            "ODD TABLE.C: " + word,
                            "ODD TABLE.D: " + word,
                            "ODD TABLE.E: " + word + " (in bytes)",
                            "ODD TABLE.F: " + word,
                            "ODD TABLE.G: " + word + " (SHA-256)",
                            "ODD TABLE.H: " + word);
            connection.rollback();
        }
    }

    @Test
    void aCustomersRecordIsFoundAndWhatTheTopicWasGivenSince() {
        try (AdminApi admin = ground.admin()) {
            UserRepresentation user = AdminApi.person("probe-" + UUID.randomUUID() + "@example.com");
            Traces before = Traces.from(ground);
            String id = admin.create(user);
            ground.topic().eventually(id, 1);

            assertThat(before.of(List.of(user.getEmail()))).contains("USER_ENTITY.EMAIL: " + user.getEmail());
            assertThat(before.of(List.of(id))).contains("customer.created on the topic: " + id);
            assertThat(Traces.from(ground).of(List.of(id)))
                    .contains("USER_ENTITY.ID: " + id)
                    .doesNotContain("customer.created on the topic: " + id);
        }
    }

    @Test
    void ofSomebodyUnknownThereIsNothing() {
        assertThat(Traces.from(ground).of(List.of("nobody-" + UUID.randomUUID())))
                .isEmpty();
    }
}
