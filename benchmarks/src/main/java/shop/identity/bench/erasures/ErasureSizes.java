package shop.identity.bench.erasures;

/**
 * How much is run.
 *
 * @param rounds      of erasures and deletions, in turns
 * @param erasures    of a round
 * @param deletions   of a round
 * @param events      of Keycloak's about users, in the realm
 * @param adminEvents about what staff did
 * @param exports     of the one customer
 */
public record ErasureSizes(int rounds, int erasures, int deletions, int events, int adminEvents, int exports) {

    /** Before anything counts: erasures, deletions and exports. */
    static final int WARM_UP = 50;

    static final int EVENTS_OF_THE_EXPORTED = 1_000;

    public static ErasureSizes whole() {
        return new ErasureSizes(3, 1_000, 200, 1_000_000, 100_000, 50);
    }

    public static ErasureSizes quick() {
        return new ErasureSizes(2, 200, 50, 100_000, 10_000, 50);
    }

    /** All who leave. */
    int customers() {
        return 2 * WARM_UP + rounds * (erasures + deletions);
    }
}
