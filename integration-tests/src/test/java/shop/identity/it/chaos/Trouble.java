package shop.identity.it.chaos;

import java.time.Duration;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Pause;
import shop.identity.stack.KeycloakNode;

/** What may go wrong, with what. Each lasts for a while and is over when it returns. */
enum Trouble {
    /** kill -9 of a node. */
    NODE_KILLED(Part.NODE, (ground, node) -> node.kill(), (ground, node) -> node.start()),
    /** A node stands still, perhaps for longer than its lease, and goes on as if nothing had been. */
    NODE_FROZEN(Part.NODE, (ground, node) -> node.pause(), (ground, node) -> node.resume()),
    BROKER_STOPPED(
            Part.BROKER,
            (ground, node) -> ground.kafka().stop(),
            (ground, node) -> ground.kafka().start()),
    /** kill -9 of the broker. */
    BROKER_KILLED(
            Part.BROKER,
            (ground, node) -> ground.kafka().kill(),
            (ground, node) -> ground.kafka().start()),
    /** Connections stay open, and nothing is answered. */
    BROKER_FROZEN(
            Part.BROKER,
            (ground, node) -> ground.kafka().pause(),
            (ground, node) -> ground.kafka().resume()),
    /** It works for a twentieth of a second at a time. */
    BROKER_SLOW(
            Part.BROKER,
            (ground, node) -> ground.kafka().pause(),
            (ground, node) -> ground.kafka().resume()) {
        @Override
        void bring(Ground ground, KeycloakNode node, Duration time) {
            for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
                super.bring(ground, node, Duration.ofMillis(950));
                Pause.of(Duration.ofMillis(50));
            }
        }
    },
    DATABASE_RESTARTED(
            Part.DATABASE,
            (ground, node) -> ground.postgres().stop(),
            (ground, node) -> ground.postgres().start()),
    /** An immediate shutdown: what was not in the log on disk is gone. */
    DATABASE_CRASHED(
            Part.DATABASE,
            (ground, node) -> ground.postgres().crash(),
            (ground, node) -> ground.postgres().start());

    enum Part {
        NODE(1),
        BROKER(1),
        /** Without it everything stands still: not for long. */
        DATABASE(4);

        private final int shorter;

        Part(int shorter) {
            this.shorter = shorter;
        }
    }

    private interface Step {
        void take(Ground ground, KeycloakNode node);
    }

    private final Part part;
    private final Step begin;
    private final Step end;

    Trouble(Part part, Step begin, Step end) {
        this.part = part;
        this.begin = begin;
        this.end = end;
    }

    Part part() {
        return part;
    }

    /**
     * @param node the one that it hits, if it hits nodes
     * @throws shop.identity.stack.StackException when a server does not come back yet, for want of another one
     */
    void bring(Ground ground, KeycloakNode node, Duration time) {
        begin.take(ground, node);
        Pause.of(time.dividedBy(part.shorter));
        end.take(ground, node);
    }
}
