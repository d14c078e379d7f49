package shop.identity.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Where on the loopback address each server listens. Keycloak node <i>n</i> takes {@code keycloak + n} and
 * {@code keycloakManagement + n}.
 */
public record Ports(
        int keycloak, int keycloakManagement, int postgres, int kafka, int smtp, int mailUi, int order, int payment) {

    private static final int HIGHEST = 65_535;

    /** Below the range from which the operating system hands out ports for outgoing connections. */
    private static final int FREE_FROM = 20_000;

    private static final int FREE_TO = 32_000;

    /**
     * The ports that the environment names, the documented defaults for the rest.
     *
     * @throws StackException if a variable is no port, naming the variable
     */
    public static Ports fromEnvironment(Map<String, String> env) {
        return new Ports(
                read(env, "SHOP_KC_PORT", 8080),
                read(env, "SHOP_KC_MANAGEMENT_PORT", 9000),
                read(env, "SHOP_PG_PORT", 15432),
                read(env, "SHOP_KAFKA_PORT", 19092),
                read(env, "SHOP_SMTP_PORT", 13025),
                read(env, "SHOP_MAIL_UI_PORT", 18025),
                read(env, "SHOP_ORDER_PORT", 18081),
                read(env, "SHOP_PAYMENT_PORT", 18082));
    }

    /** Ports on which nothing listens at this moment, those for a second Keycloak node included. */
    public static Ports free() {
        return freeBesides(new HashSet<>());
    }

    /** Allocates free ports that are none of these. */
    public Ports others() {
        Set<Integer> taken = new HashSet<>(byVariable(2).values());
        return freeBesides(taken);
    }

    private static Ports freeBesides(Set<Integer> taken) {
        return new Ports(
                free(2, taken),
                free(2, taken),
                free(1, taken),
                free(1, taken),
                free(1, taken),
                free(1, taken),
                free(1, taken),
                free(1, taken));
    }

    /**
     * Refuses ports that cannot all be listened on.
     *
     * @param nodes how many Keycloak nodes there will be
     * @throws StackException if two are the same or one is taken, naming port and variable
     */
    void requireFree(int nodes) {
        Map<Integer, String> seen = new LinkedHashMap<>();
        byVariable(nodes).forEach((variable, port) -> {
            if (port > HIGHEST) {
                throw new StackException(variable + " is port " + port + ", and there is none above " + HIGHEST + ".");
            }
            String other = seen.putIfAbsent(port, variable);
            if (other != null) {
                throw new StackException(other + " and " + variable + " are both port " + port + ".");
            }
        });
        seen.forEach((port, variable) -> {
            if (!isFree(port)) {
                throw new StackException("Port " + port + " is already in use: free it or set " + variable + ".");
            }
        });
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private Map<String, Integer> byVariable(int nodes) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("SHOP_KC_PORT", keycloak);
        ports.put("SHOP_KC_MANAGEMENT_PORT", keycloakManagement);
        for (int node = 1; node < nodes; node++) {
            ports.put("SHOP_KC_PORT (node " + node + ")", keycloak + node);
            ports.put("SHOP_KC_MANAGEMENT_PORT (node " + node + ")", keycloakManagement + node);
        }
        ports.put("SHOP_PG_PORT", postgres);
        ports.put("SHOP_KAFKA_PORT", kafka);
        ports.put("SHOP_SMTP_PORT", smtp);
        ports.put("SHOP_MAIL_UI_PORT", mailUi);
        ports.put("SHOP_ORDER_PORT", order);
        ports.put("SHOP_PAYMENT_PORT", payment);
        return ports;
    }

    private static int read(Map<String, String> env, String variable, int byDefault) {
        String text = env.get(variable);
        if (text == null || text.isBlank()) {
            return byDefault;
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= HIGHEST) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, with the same words as a number out of range.
        }
        throw new StackException(variable + " must be a port from 1 to " + HIGHEST + ", not \"" + text + "\".");
    }

    private static int free(int inARow, Set<Integer> taken) {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int tries = 0; tries < 10_000; tries++) {
            int first = random.nextInt(FREE_FROM, FREE_TO);
            if (isRunFree(first, inARow, taken)) {
                for (int port = first; port < first + inARow; port++) {
                    taken.add(port);
                }
                return first;
            }
        }
        throw new StackException("No free port between " + FREE_FROM + " and " + FREE_TO + ".");
    }

    private static boolean isRunFree(int first, int inARow, Set<Integer> taken) {
        for (int port = first; port < first + inARow; port++) {
            if (taken.contains(port) || !isFree(port)) {
                return false;
            }
        }
        return true;
    }
}
