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

/** What one benchmark measured: every round's rate of every contender, and the figures with their bars. */
public final class Report {

    private final String benchmark;
    private final String things;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Double> remarks = new LinkedHashMap<>();

    /**
     * @param benchmark its name
     * @param things    of which rates are taken, such as {@code events}
     */
    public Report(String benchmark, String things) {
        this.benchmark = benchmark;
        this.things = things;
    }

    public void add(String contender, double perSecond) {
        rates.computeIfAbsent(contender, name -> new ArrayList<>()).add(perSecond);
        System.out.printf("  %-44s %,10.1f %s/s%n", contender, perSecond, things);
    }

    public void add(Figure figure) {
        figures.add(figure);
    }

    /** Worth knowing, with no bar to meet. */
    public void remark(String what, double value) {
        remarks.put(what, value);
    }

    /** Of all rounds of a contender. */
    public double median(String contender) {
        List<Double> sorted = rates.get(contender).stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public boolean isMet() {
        return figures.stream().allMatch(Figure::isMet);
    }

    public void print() {
        System.out.println();
        rates.keySet()
                .forEach(contender -> System.out.printf(
                        "%-46s %,10.1f %s/s (median of %d)%n",
                        contender,
                        median(contender),
                        things,
                        rates.get(contender).size()));
        System.out.println();
        remarks.forEach((what, value) -> System.out.printf("      %-58s %10.2f%n", what, value));
        figures.forEach(figure -> System.out.println(figure.line()));
    }

    /** Beside what other benchmarks wrote. */
    public void write(Path file) {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode mine = json.createObjectNode();
        mine.put("cores", Runtime.getRuntime().availableProcessors());
        mine.put("java", System.getProperty("java.version"));
        mine.set(things + "PerSecond", json.valueToTree(rates));
        mine.set("remarks", json.valueToTree(remarks));
        mine.set("figures", json.valueToTree(figures));
        try {
            Files.createDirectories(file.getParent());
            ObjectNode all = Files.exists(file) ? (ObjectNode) json.readTree(file.toFile()) : json.createObjectNode();
            all.set(benchmark, mine);
            json.writeValue(file.toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
