package shop.identity.bench.login;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import shop.identity.stack.Ports;
import shop.identity.stack.Stack;
import shop.identity.stack.StackSettings;

/**
 * One Keycloak on a PostgreSQL of its own, set up as the other side's. It stands still (SIGSTOP) while it is not its turn: no
 * worker, timer or collector of it takes anything from the other.
 */
final class Side implements AutoCloseable {

    /** Each login is from another network, so a proxy has to be believed. */
    private static final List<String> BEHIND_A_PROXY =
            List.of("--proxy-headers=xforwarded", "--proxy-trusted-addresses=127.0.0.1");

    private static final String SUPERUSER = "postgres";

    private final String name;
    private final boolean hasPack;
    private final Stack stack;

    private Side(String name, boolean hasPack, Stack stack) {
        this.name = name;
        this.hasPack = hasPack;
        this.stack = stack;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** With all that the pack is, and a broker that takes its events. */
    static Side pack(Path root, Ports ports, RealmFiles realms) {
        return new Side(
                "pack", true, start(root, "pack", root.resolve("dev-stack/target/providers"), ports, realms, true));
    }

    /** Without any of its JARs. */
    static Side stock(Path root, Ports ports, RealmFiles realms) {
        Path none = root.resolve("benchmarks/target/no-providers");
        Side side = new Side("stock", false, start(root, "stock", none, ports, realms, false));
        side.stack.kafka().stop();
        return side;
    }

    private static Stack start(
            Path root, String name, Path providers, Ports ports, RealmFiles realms, boolean withPack) {
        Path work = root.resolve("benchmarks/target/login-" + name);
        Path folder = work.resolve("realms");
        realms.write(folder, withPack);
        StackSettings settings = StackSettings.inCheckout(root, work, ports)
                .withProviders(providers)
                .withRealms(folder)
                .withKeycloakOptions(BEHIND_A_PROXY);
        settings.forgetData();
        return Stack.start(settings, 1, step -> System.out.println(name + ": " + step));
    }

    String name() {
        return name;
    }

    boolean hasPack() {
        return hasPack;
    }

    String realmUrl(String realm) {
        return stack.keycloak().node(0).baseUrl() + "/realms/" + realm;
    }

    /** Keycloak, in a virtual machine that knows nothing; ends standing still. */
    void startAgain() {
        go();
        stack.keycloak().node(0).stop();
        stack.keycloak().node(0).start();
        standStill();
    }

    void go() {
        stack.keycloak().node(0).resume();
    }

    /** Leaves the database nothing to write: what was done before is no burden to the other. */
    void standStill() {
        stack.keycloak().node(0).pause();
        try (Connection connection =
                DriverManager.getConnection(stack.postgres().jdbcUrl(), SUPERUSER, SUPERUSER)) {
            connection.createStatement().execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new IllegalStateException("No checkpoint", e);
        }
    }

    @Override
    public void close() {
        if (stack.keycloak().node(0).isAlive()) {
            stack.keycloak().node(0).resume();
        }
        stack.close();
    }
}
