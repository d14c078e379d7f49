package shop.identity.it.ground;

import java.util.Map;
import shop.identity.stack.Ports;

/** A second door of the broker, with SASL/PLAIN and one user, whose rights can be taken. */
public final class SaslListener {

    public static final String PASSWORD = "swordfish-0815";

    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final int plain;
    private final int sasl;
    private final int controller;

    SaslListener(Ports ports) {
        Ports others = ports.others();
        plain = ports.kafka();
        sasl = others.kafka();
        controller = others.payment();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + sasl;
    }

    /** The client's side, with this password. */
    public static String jaas(String password) {
        return MODULE + "username=\"shop\" password=\"" + password + "\";";
    }

    Map<String, String> brokerSettings() {
        String doors = "PLAINTEXT://127.0.0.1:" + plain + ",SASL://127.0.0.1:" + sasl;
        return Map.of(
                "listeners",
                doors + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners",
                doors,
                "controller.quorum.voters",
                "1@127.0.0.1:" + controller,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL:SASL_PLAINTEXT",
                "listener.name.sasl.sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.sasl.plain.sasl.jaas.config",
                MODULE + "user_shop=\"" + PASSWORD + "\";",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true",
                // Who comes by the first door.
                "super.users",
                "User:ANONYMOUS");
    }
}
