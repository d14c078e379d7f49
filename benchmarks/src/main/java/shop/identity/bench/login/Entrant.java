package shop.identity.bench.login;

import java.util.ArrayList;
import java.util.List;

/** One realm of one server: what the rounds are of. */
record Entrant(String name, Side side, String realm) {

    /**
     * A realm that does not take part, on the server with the pack. Both hash in one virtual machine, so what is between them is
     * the pack's work and not the luck of a compiler.
     */
    static final String UNTOUCHED = "untouched";

    static List<Entrant> withShippedHash(List<Side> sides) {
        List<Entrant> entrants = new ArrayList<>();
        for (Side side : sides) {
            entrants.add(new Entrant(side.name(), side, RealmFiles.SHIPPED));
            if (side.hasPack()) {
                entrants.add(new Entrant(UNTOUCHED, side, RealmFiles.UNTOUCHED));
            }
        }
        return entrants;
    }

    static List<Entrant> withCheapHash(List<Side> sides) {
        return sides.stream()
                .map(side -> new Entrant(side.name(), side, RealmFiles.CHEAP))
                .toList();
    }

    String realmUrl() {
        return side.realmUrl(realm);
    }
}
