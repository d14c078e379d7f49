package shop.identity.it.own;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import shop.identity.it.ground.Ground;

/** Looks at one customer's defaults over and over, on a connection of its own, for as long as it is open. */
final class DefaultSamples implements AutoCloseable {

    private static final String SAMPLE = """
            SELECT KIND, COUNT(*) FILTER (WHERE IS_DEFAULT) FROM SHOP_ADDRESS WHERE USER_ID = ? GROUP BY KIND
            """;

    private final Set<String> breaches = new ConcurrentSkipListSet<>();
    private final AtomicLong samples = new AtomicLong();
    private final Thread thread;
    private volatile boolean open = true;

    DefaultSamples(Ground ground, String userId) {
        thread = new Thread(() -> look(ground, userId), "default-samples");
        thread.start();
    }

    private void look(Ground ground, String userId) {
        try (Connection connection = ground.postgres().connect();
                PreparedStatement select = connection.prepareStatement(SAMPLE)) {
            select.setString(1, userId);
            while (open) {
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        if (row.getInt(2) != 1) {
                            breaches.add(row.getString(1) + " had " + row.getInt(2) + " defaults");
                        }
                        samples.incrementAndGet();
                    }
                }
            }
        } catch (SQLException e) {
            breaches.add(e.toString());
        }
    }

    /** What was seen besides exactly one of each kind that there was. */
    Set<String> breaches() {
        return breaches;
    }

    long samples() {
        return samples.get();
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        thread.join();
    }
}
