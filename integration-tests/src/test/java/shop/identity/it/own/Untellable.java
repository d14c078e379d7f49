package shop.identity.it.own;

import shop.identity.it.ground.Ground;

/** As long as it is open, nothing that happens to this customer can be told. */
final class Untellable implements AutoCloseable {

    private final Ground ground;

    Untellable(Ground ground, Shopper who) {
        this.ground = ground;
        ground.execute(
                "ALTER TABLE SHOP_OUTBOX ADD CONSTRAINT CK_NOBODY CHECK (AGGREGATEID <> '" + who.id() + "') NOT VALID");
    }

    @Override
    public void close() {
        ground.execute("ALTER TABLE SHOP_OUTBOX DROP CONSTRAINT CK_NOBODY");
    }
}
