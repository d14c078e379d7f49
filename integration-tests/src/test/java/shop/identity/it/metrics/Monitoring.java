package shop.identity.it.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shop.identity.it.ground.Ground;

/** The dashboard and the alert rules that ship. */
final class Monitoring {

    static final Path FOLDER = Ground.ROOT.resolve("monitoring");

    private static final Pattern METRIC = Pattern.compile("\\bshop_[a-z_]+");

    private Monitoring() {}

    static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
    }

    /** The expressions of all panels. */
    static List<String> expressions() throws IOException {
        return dashboard().findValuesAsText("expr");
    }

    static Set<String> metricsOnTheDashboard() throws IOException {
        return metricsIn(Files.readString(FOLDER.resolve("dashboard.json")));
    }

    static Set<String> metricsInTheRules() throws IOException {
        return metricsIn(Files.readString(FOLDER.resolve("alerts.yaml")));
    }

    private static Set<String> metricsIn(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }
}
