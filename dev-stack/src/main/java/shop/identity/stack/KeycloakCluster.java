package shop.identity.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The Keycloak nodes of the stack, on one database. A node that was not asked for can be started later. */
public final class KeycloakCluster {

    /** Ports for two nodes are reserved, see {@link Ports}. */
    private static final int NODES = 2;

    private static final Duration IMPORT = Duration.ofMinutes(3);

    /** JGroups' failure detection listens this much above its port. */
    private static final int FAILURE_DETECTION_OFFSET = 50_000;

    private final KeycloakHome home;
    private final KeycloakOptions options;
    private final ServerContext context;
    private final int jgroups;
    private final List<KeycloakNode> nodes;

    KeycloakCluster(KeycloakHome home, KeycloakOptions options, ServerContext context) {
        this.home = home;
        this.options = options;
        this.context = context;
        this.jgroups = freeJgroupsPorts();
        this.nodes = IntStream.range(0, NODES)
                .mapToObj(number -> new KeycloakNode(number, home, options, jgroups + number, context))
                .toList();
    }

    /**
     * A node, running or not.
     *
     * @param number 0 or 1
     */
    public KeycloakNode node(int number) {
        return nodes.get(number);
    }

    /** All nodes, running or not. */
    public List<KeycloakNode> nodes() {
        return nodes;
    }

    /**
     * A node from a build with other features, in the place of node 1, which must not run. Building takes a while; it is
     * not started yet, and whoever starts it stops it.
     *
     * @param features such as {@code token-exchange}, instead of the stack's own
     */
    public KeycloakNode nodeWithFeatures(List<String> features) {
        KeycloakHome other = home.withFeatures(features);
        other.prepare();
        return new KeycloakNode(1, other, options, jgroups + 1, context);
    }

    /**
     * Two nodes from a build with more options, each in the place of one of the stack's own, which must not run. Building takes a while;
     * they are not started yet, and whoever starts them stops them.
     *
     * @param name    of the build, in folders and logs
     * @param options such as {@code --spi-…--provider=…}
     */
    public List<KeycloakNode> nodesBuiltWith(String name, List<String> options) {
        KeycloakHome other = home.withBuildOptions(name, options);
        other.prepare();
        return IntStream.range(0, NODES)
                .mapToObj(number -> new KeycloakNode(number, other, this.options, jgroups + number, context))
                .toList();
    }

    /**
     * Imports a realm by {@code kc.sh import}, beside the nodes, and returns when that is done.
     *
     * @throws StackException if it fails, naming its log
     */
    public void importRealm(Path file) {
        Path log = options.stack().logs().resolve("keycloak-import.log");
        List<String> command = new ArrayList<>(List.of(home.script().toString(), "import", "--file=" + file));
        command.addAll(options.database());
        ServerProcess run = ServerProcess.start(context, "kc.sh import", log, options.environment(), command);
        try {
            if (run.awaitExit(IMPORT) != 0) {
                throw new StackException("kc.sh import failed: see " + log + ".");
            }
        } finally {
            run.kill();
        }
    }

    void prepare() {
        home.prepare();
    }

    /** The last one first: the first one then keeps the cluster until the end. */
    void stop() {
        for (int number = NODES - 1; number >= 0; number--) {
            nodes.get(number).stop();
        }
    }

    /** From a range whose companions lie above the system's ports for outgoing connections. */
    private static int freeJgroupsPorts() {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int tries = 0; tries < 1_000; tries++) {
            int first = random.nextInt(11_000, 15_500);
            if (IntStream.range(first, first + NODES)
                    .allMatch(port -> Ports.isFree(port) && Ports.isFree(port + FAILURE_DETECTION_OFFSET))) {
                return first;
            }
        }
        throw new StackException("No free port for the cluster between 11000 and 15500.");
    }
}
