package shop.identity.erasure.blocking;

import java.util.List;
import java.util.stream.Collectors;

/** Orders or payments of a customer are open. The message says so in a sentence. */
public final class StillOpen extends Exception {

    private static final long serialVersionUID = 1L;

    /** The rest is counted. */
    private static final int MOST_NAMED = 20;

    private final transient List<Item> items;

    /**
     * What is open.
     *
     * @param kind of the service that knows of it: {@code order} or {@code payment}
     */
    public record Item(String kind, String id) {

        @Override
        public String toString() {
            return kind + " " + id;
        }
    }

    StillOpen(List<Item> items) {
        // Where it comes from is nothing to look into.
        super(sentence(items), null, false, false);
        this.items = List.copyOf(items);
    }

    /** The first ones. */
    public List<Item> named() {
        return first(items);
    }

    /** How many there are besides. */
    public int more() {
        return items.size() - named().size();
    }

    private static List<Item> first(List<Item> items) {
        return items.subList(0, Math.min(MOST_NAMED, items.size()));
    }

    private static String sentence(List<Item> items) {
        String names = first(items).stream().map(Item::toString).collect(Collectors.joining(", "));
        String more = items.size() > MOST_NAMED ? " and " + (items.size() - MOST_NAMED) + " more" : "";
        return "Something is still going on: " + names + more + ". An erasure is possible once that is over.";
    }
}
