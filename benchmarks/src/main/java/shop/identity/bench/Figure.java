package shop.identity.bench;

/**
 * One line of the result.
 *
 * @param id   the requirement it answers, such as {@code PF-2}
 * @param bar  the least that is good enough, or the most if {@code most}
 * @param most whether less is better
 */
public record Figure(String id, String what, double value, double bar, boolean most, String unit) {

    public static Figure atLeast(String id, String what, double value, double bar, String unit) {
        return new Figure(id, what, value, bar, false, unit);
    }

    public static Figure atMost(String id, String what, double value, double bar, String unit) {
        return new Figure(id, what, value, bar, true, unit);
    }

    public boolean isMet() {
        return most ? value <= bar : value >= bar;
    }

    public String line() {
        return "%-5s %-58s %10.2f %-9s %s %,.2f  %s"
                .formatted(id, what, value, unit, most ? "≤" : "≥", bar, isMet() ? "met" : "MISSED");
    }
}
