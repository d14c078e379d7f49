package shop.identity.server;

import org.keycloak.common.util.Environment;

/** What this process was started for. */
public final class ServerMode {

    private ServerMode() {}

    /**
     * Whether it serves requests. The commands that do not (export, import, …) write into queues like any server, and
     * leave it to one to empty them.
     */
    public static boolean isServer() {
        return !Environment.isNonServerMode()
                && !System.getProperty("kc.launch.mode", "").startsWith("exit_");
    }
}
