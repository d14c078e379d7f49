package shop.identity.bench.login;

/**
 * How much is run.
 *
 * @param customers   who log in, in turns
 * @param starts      of each server. A virtual machine compiles the hash better or worse, and keeps to that until it ends: one
 *                    start of each says which had more luck
 * @param warmUp      logins of each kind after each start, before anything counts, with passwords that are hashed by next to nothing
 * @param shippedWarmUp the same with passwords hashed as Keycloak does it by default
 * @param rounds      of each side after each start, in turns, with passwords hashed as Keycloak does it by default
 * @param logins      of such a round
 * @param cheapRounds with passwords that are hashed by next to nothing
 * @param cheapLogins of such a round
 * @param clients     who log in at the same time: more than there are cores, so that none is idle while a login waits for the disk
 */
public record LoginSizes(
        int customers,
        int starts,
        int warmUp,
        int shippedWarmUp,
        int rounds,
        int logins,
        int cheapRounds,
        int cheapLogins,
        int clients) {

    public static LoginSizes whole() {
        return new LoginSizes(200, 4, 2_000, 300, 3, 150, 2, 1_000, 8);
    }

    public static LoginSizes quick() {
        return new LoginSizes(50, 2, 300, 40, 1, 60, 1, 300, 8);
    }
}
