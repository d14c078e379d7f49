package shop.identity.it.lockout;

import java.util.ArrayList;
import java.util.List;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** Many guess at one account, at two nodes at once. */
record Assault(Ground ground, ShippedRealm realm, Guesses guesses, KeycloakNode one, KeycloakNode other) {

    enum Way {
        GRANT,
        FORM,
        MIXED;

        boolean isByForm(int number) {
            return this == FORM || this == MIXED && number % 4 < 2;
        }
    }

    /** @param lookedAt passwords that were looked at */
    record Result(List<Guesses.Answer> answers, long lookedAt) {}

    private interface Guess {
        Guesses.Answer make() throws Exception;
    }

    Result on(String email, Way way, int many) throws Exception {
        List<Guess> prepared = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            prepared.add(guess(way, i, email));
        }
        // The limit per network is another test's.
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE KIND = 'login-network'");
        long before = guesses.lookedAt(one, other);
        List<Guesses.Answer> answers = Together.run(many, i -> prepared.get(i).make());
        return new Result(answers, guesses.lookedAt(one, other) - before);
    }

    private Guess guess(Way way, int number, String email) throws Exception {
        KeycloakNode node = number % 2 == 0 ? one : other;
        if (!way.isByForm(number)) {
            return () -> guesses.byGrant(node, email, Guesses.WRONG);
        }
        Walk walk = realm.walkAt(node);
        String form = walk.login().form("kc-form-login");
        return () -> guesses.byForm(walk, form, email, Guesses.WRONG);
    }
}
