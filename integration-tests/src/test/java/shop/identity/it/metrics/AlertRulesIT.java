package shop.identity.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own judgement of what ships for it. */
@Tag("EV-14")
class AlertRulesIT {

    private final Promtool promtool = new Promtool();

    @Test
    void rulesAreRulesToPrometheus() throws Exception {
        assertAccepted(promtool.run(Monitoring.FOLDER, "check", "rules", "alerts.yaml"));
    }

    @Test
    void eachRuleFiresWhenItShouldAndNotBefore() throws Exception {
        assertAccepted(promtool.run(Monitoring.FOLDER, "test", "rules", "alerts.test.yaml"));
    }

    @Test
    void everyRuleHasATestInWhichItFires() throws IOException {
        String tests = Files.readString(Monitoring.FOLDER.resolve("alerts.test.yaml"));
        List<String> rules = Files.readAllLines(Monitoring.FOLDER.resolve("alerts.yaml")).stream()
                .filter(line -> line.contains("- alert: "))
                .map(line -> line.split(": ")[1])
                .toList();

        assertThat(rules)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(tests).containsPattern("alertname: " + rule + "\\R\\s+exp_alerts:"));
    }

    /** Prometheus has no check for a dashboard, so its expressions are dressed up as rules. JSON is YAML. */
    @Test
    void expressionsOfTheDashboardAreExpressionsToPrometheus(@TempDir Path folder) throws Exception {
        List<Map<String, String>> rules = Monitoring.expressions().stream()
                .map(expression -> expression.replace("$__rate_interval", "5m").replace("$queue", ".*"))
                .map(expression -> Map.of("record", "panel:expression", "expr", expression))
                .toList();
        assertThat(rules).hasSizeGreaterThan(8);
        new ObjectMapper()
                .writeValue(
                        folder.resolve("dashboard.yaml").toFile(),
                        Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules))));

        assertAccepted(promtool.run(folder, "check", "rules", "--lint=none", "dashboard.yaml"));
    }

    private static void assertAccepted(Promtool.Verdict verdict) {
        assertThat(verdict.status()).as(verdict.output()).isZero();
        assertThat(verdict.output()).contains("SUCCESS");
    }
}
