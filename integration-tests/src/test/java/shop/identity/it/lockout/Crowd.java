package shop.identity.it.lockout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Walk;

/** Many who sign in to one account at once, by form and by grant, with the right password and with wrong ones. */
record Crowd(List<Crowd.Attempt> attempts) {

    record Timed(Guesses.Answer answer, Duration took) {}

    interface Attempt {
        Guesses.Answer make() throws Exception;
    }

    /** Their forms are open. */
    static Crowd of(int many, Ground ground, ShippedRealm realm, Guesses guesses, String email) throws Exception {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String password = i % 4 < 2 ? Guesses.RIGHT : Guesses.WRONG;
            if (i % 2 == 0) {
                attempts.add(() -> guesses.byGrant(ground.node(), email, password));
            } else {
                Walk walk = realm.walk();
                String form = walk.login().form("kc-form-login");
                attempts.add(() -> guesses.byForm(walk, form, email, password));
            }
        }
        return new Crowd(attempts);
    }

    List<Timed> come() throws Exception {
        return Together.run(attempts.size(), i -> timed(attempts.get(i)));
    }

    static Timed timed(Attempt attempt) throws Exception {
        long began = System.nanoTime();
        Guesses.Answer answer = attempt.make();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - began));
    }
}
