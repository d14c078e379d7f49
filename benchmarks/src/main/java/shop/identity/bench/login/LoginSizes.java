package shop.identity.bench.login;

/**
 * How much is run.
 *
 * @param customers   who log in, in turns
 * @param warmUp      logins of each kind before anything counts
 * @param rounds      of each side, in turns, with passwords hashed as Keycloak does it by default
 * @param logins      of such a round
 * @param cheapRounds with passwords that are hashed by next to nothing
 * @param cheapLogins of such a round
 * @param clients     who log in at the same time: more than there are cores, so that none is idle while a login waits for the disk
 */
public record LoginSizes(
        int customers, int warmUp, int rounds, int logins, int cheapRounds, int cheapLogins, int clients) {

    public static LoginSizes whole() {
        return new LoginSizes(200, 3_000, 8, 200, 5, 1_000, 8);
    }

    public static LoginSizes quick() {
        return new LoginSizes(50, 500, 2, 60, 2, 300, 8);
    }
}
