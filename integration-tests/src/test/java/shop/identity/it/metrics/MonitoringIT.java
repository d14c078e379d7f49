package shop.identity.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** What the dashboard and the alert rules ask for is what a running server tells. */
@OnGround
@Tag("EV-14")
class MonitoringIT {

    private final Ground ground;

    MonitoringIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void serverTellsWhatDashboardAndRulesAskFor() throws IOException {
        Set<String> told = Scrape.of(ground.node()).names();

        assertThat(told).containsAll(Monitoring.metricsOnTheDashboard());
        assertThat(told).containsAll(Monitoring.metricsInTheRules());
    }

    @Test
    void everythingTheServerTellsIsOnTheDashboard() throws IOException {
        Set<String> told = Scrape.of(ground.node()).names().stream()
                .filter(name -> name.startsWith("shop_"))
                .collect(Collectors.toSet());

        assertThat(told).isNotEmpty();
        assertThat(Monitoring.metricsOnTheDashboard()).containsAll(told);
    }

    @Test
    void dashboardAsksTheSourceThatItsReaderChooses() throws IOException {
        JsonNode dashboard = Monitoring.dashboard();

        assertThat(dashboard.path("uid").asText()).isEqualTo("shop-identity-events");
        assertThat(dashboard.path("templating").path("list").findValuesAsText("type"))
                .contains("datasource");
        assertThat(StreamSupport.stream(dashboard.path("panels").spliterator(), false))
                .allSatisfy(panel -> {
                    assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
                    assertThat(panel.path("description").asText()).isNotBlank();
                    assertThat(panel.path("targets")).isNotEmpty();
                })
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
    }
}
