package shop.identity.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured: every round's rate of every contender, and the figures with their bars. */
final class Report {

    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();

    void add(String contender, double perSecond) {
        rates.computeIfAbsent(contender, name -> new ArrayList<>()).add(perSecond);
        System.out.printf("  %-44s %,10.0f events/s%n", contender, perSecond);
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    /** Of all rounds of a contender. */
    double median(String contender) {
        List<Double> sorted = rates.get(contender).stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    boolean isMet() {
        return figures.stream().allMatch(Figure::isMet);
    }

    void print() {
        System.out.println();
        rates.keySet()
                .forEach(contender -> System.out.printf(
                        "%-46s %,10.0f events/s (median of %d)%n",
                        contender, median(contender), rates.get(contender).size()));
        System.out.println();
        figures.forEach(figure -> System.out.println(figure.line()));
    }

    void write(Path file) {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        root.put("cores", Runtime.getRuntime().availableProcessors());
        root.put("java", System.getProperty("java.version"));
        root.set("eventsPerSecond", json.valueToTree(rates));
        root.set("figures", json.valueToTree(figures));
        try {
            Files.createDirectories(file.getParent());
            json.writeValue(file.toFile(), root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
