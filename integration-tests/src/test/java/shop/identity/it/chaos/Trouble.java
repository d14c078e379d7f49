package shop.identity.it.chaos;

import java.time.Duration;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Pause;
import shop.identity.stack.KeycloakNode;

/** What may go wrong, with what. Each lasts for a while and is over when it returns. */
enum Trouble {
    /** kill -9 of a node. */
    NODE_KILLED(Part.NODE) {
        @Override
        void bring(Ground ground, KeycloakNode node, Duration time) {
            node.kill();
            Pause.of(time);
            node.start();
        }
    },
    /** A node stands still, perhaps for longer than its lease, and goes on as if nothing had been. */
    NODE_FROZEN(Part.NODE) {
        @Override
        void bring(Ground ground, KeycloakNode node, Duration time) {
            node.pause();
            Pause.of(time);
            node.resume();
        }
    },
    BROKER_STOPPED(Part.BROKER) {
        @Override
        void bring(Ground ground, KeycloakNode node, Duration time) {
            ground.kafka().stop();
            Pause.of(time);
            ground.kafka().start();
        }
    },
    /** kill -9 of the broker. */
    BROKER_KILLED(Part.BROKER) {
        @Override
        void bring(Ground ground, KeycloakNode node, Duration time) {
            ground.kafka().kill();
            Pause.of(time);
            ground.kafka().start();
        }
    },
    /** Connections stay open, and nothing is answered. */
    BROKER_FROZEN(Part.BROKER) {
        @Override
        void bring(Ground ground, KeycloakNode node, Duration time) {
            ground.kafka().pause();
            Pause.of(time);
            ground.kafka().resume();
        }
    },
    /** It works for a twentieth of a second at a time. */
    BROKER_SLOW(Part.BROKER) {
        @Override
        void bring(Ground ground, KeycloakNode node, Duration time) {
            for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
                ground.kafka().pause();
                Pause.of(Duration.ofMillis(950));
                ground.kafka().resume();
                Pause.of(Duration.ofMillis(50));
            }
        }
    },
    DATABASE_RESTARTED(Part.DATABASE) {
        @Override
        void bring(Ground ground, KeycloakNode node, Duration time) {
            ground.postgres().stop();
            Pause.of(time.dividedBy(4));
            ground.postgres().start();
        }
    },
    /** An immediate shutdown: what was not in the log on disk is gone. */
    DATABASE_CRASHED(Part.DATABASE) {
        @Override
        void bring(Ground ground, KeycloakNode node, Duration time) {
            ground.postgres().crash();
            Pause.of(time.dividedBy(4));
            ground.postgres().start();
        }
    };

    enum Part {
        NODE,
        BROKER,
        DATABASE
    }

    private final Part part;

    Trouble(Part part) {
        this.part = part;
    }

    Part part() {
        return part;
    }

    /**
     * @param node the one that it hits, if it hits nodes
     * @throws shop.identity.stack.StackException when a server does not come back yet, for want of another one
     */
    abstract void bring(Ground ground, KeycloakNode node, Duration time);
}
