package shop.identity.stack;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The Keycloak nodes of the stack, on one database. A node that was not asked for can be started later. */
public final class KeycloakCluster {

    /** Ports for two nodes are reserved, see {@link Ports}. */
    private static final int NODES = 2;

    /** JGroups' failure detection listens this much above its port. */
    private static final int FAILURE_DETECTION_OFFSET = 50_000;

    private final KeycloakHome home;
    private final List<KeycloakNode> nodes;

    KeycloakCluster(KeycloakHome home, KeycloakOptions options, ServerContext context) {
        this.home = home;
        int jgroups = freeJgroupsPorts();
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
