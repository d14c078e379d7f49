package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** The data map against the database of a server that runs: as this release of Keycloak and all modules have made it. */
@OnGround
@Tag("GD-6")
@Tag("GD-10")
class DataMapIT {

    /** Liquibase's own tables say which changes were made, and to nobody. */
    private static final String COLUMNS = """
            SELECT upper(table_name) || '.' || upper(column_name) FROM information_schema.columns
             WHERE table_schema = current_schema() AND lower(table_name) NOT LIKE 'databasechangelog%'
            """;

    private final DataMap map = DataMap.read();
    private final List<String> live;

    DataMapIT(Ground ground) {
        live = ground.query(COLUMNS);
    }

    /** Look at what it holds before it is put into {@code docs/data-map.md}. */
    @Test
    void everyColumnIsInTheMap() {
        assertThat(live).hasSizeGreaterThan(500);
        assertThat(map.unknownAmong(live)).isEmpty();
    }

    @Test
    void everyColumnOfTheMapIsThere() {
        assertThat(map.missingFrom(live)).isEmpty();
    }
}
