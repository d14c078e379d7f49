package shop.identity.it.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Pause;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.StackException;

/** One trouble after the other, sometimes two at once, with little calm in between. */
final class Weather {

    /** Of four storms one has two troubles. */
    private static final int DOUBLE = 4;

    private final Ground ground;
    private final RandomGenerator random;
    private final Map<Trouble, Integer> had = new EnumMap<>(Trouble.class);

    Weather(Ground ground, RandomGenerator random) {
        this.ground = ground;
        this.random = random;
    }

    /** Lets it storm for so long; returns with every server up. */
    void storm(Duration time) {
        try {
            for (Instant end = Instant.now().plus(time); Instant.now().isBefore(end); ) {
                Pause.of(Duration.ofMillis(random.nextInt(1000, 8000)));
                bring(random.nextInt(DOUBLE) == 0 ? two() : List.of(any(List.of(Trouble.values()))));
            }
        } finally {
            heal();
        }
    }

    /** How often each was had. */
    Map<Trouble, Integer> had() {
        return Map.copyOf(had);
    }

    /** Of different parts: a broker that is stopped cannot be frozen. */
    private List<Trouble> two() {
        Trouble first = any(List.of(Trouble.values()));
        List<Trouble> others = Stream.of(Trouble.values())
                .filter(other -> other.part() != first.part())
                .toList();
        return List.of(first, any(others));
    }

    private Trouble any(List<Trouble> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void bring(List<Trouble> troubles) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (Trouble trouble : troubles) {
            KeycloakNode node = ground.stack().keycloak().node(random.nextInt(2));
            // Shorter and longer than leases (5 s) and than what a record is given (10 s).
            Duration duration = Duration.ofMillis(random.nextInt(500, 14_000));
            had.merge(trouble, 1, Integer::sum);
            System.out.printf(
                    "%s %s, node %s, %d ms%n",
                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                    trouble,
                    trouble.part() == Trouble.Part.NODE ? node.baseUrl().replaceAll(".*:", ":") : "-",
                    duration.toMillis());
            all.add(CompletableFuture.runAsync(() -> trouble.bring(ground, node, duration)));
        }
        for (CompletableFuture<Void> one : all) {
            // A node does not start without its database: it is started when that is back.
            one.exceptionally(notYet -> null).join();
        }
        heal();
    }

    private void heal() {
        if (ground.kafka().isAlive()) {
            ground.kafka().resume();
        } else {
            ground.kafka().start();
        }
        if (!ground.postgres().isRunning()) {
            ground.postgres().start();
        }
        for (KeycloakNode node : ground.stack().keycloak().nodes()) {
            if (node.isAlive()) {
                node.resume();
            }
            for (int attempt = 0; !node.isAlive(); attempt++) {
                try {
                    node.start();
                } catch (StackException e) {
                    if (attempt == 3) {
                        throw e;
                    }
                }
            }
        }
    }
}
