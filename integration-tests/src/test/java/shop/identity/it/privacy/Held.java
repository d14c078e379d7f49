package shop.identity.it.privacy;

import java.util.UUID;
import shop.identity.it.ground.Ground;

/**
 * What a realm queues from now on, in one of the queues, is taken up by no worker: it stays for the test to look at. Closing lets
 * what comes later through; what was held stays so.
 */
final class Held implements AutoCloseable {

    private final Ground ground;
    private final String name = "held_" + UUID.randomUUID().toString().replace("-", "");

    /** For an hour. */
    static Held waiting(Ground ground, String realmId, String queue) {
        return new Held(ground, realmId, queue, "NEW.NEXT_ATTEMPT_AT := now() + interval '1 hour';");
    }

    /** As if it had been refused for good. */
    static Held dead(Ground ground, String realmId, String queue) {
        return new Held(
                ground,
                realmId,
                queue,
                "NEW.NEXT_ATTEMPT_AT := 'infinity'; NEW.DEAD_SINCE := now(); NEW.LAST_ERROR := 'refused'; NEW.ATTEMPTS := 1;");
    }

    private Held(Ground ground, String realmId, String queue, String change) {
        this.ground = ground;
        ground.execute("CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + change
                + " RETURN NEW; END $$");
        ground.execute("CREATE TRIGGER " + name + " BEFORE INSERT ON SHOP_QUEUE FOR EACH ROW WHEN (NEW.QUEUE = '"
                + queue + "' AND NEW.REALM_ID = '" + realmId + "') EXECUTE FUNCTION " + name + "()");
    }

    @Override
    public void close() {
        ground.execute("DROP TRIGGER " + name + " ON SHOP_QUEUE");
        ground.execute("DROP FUNCTION " + name + "()");
    }
}
