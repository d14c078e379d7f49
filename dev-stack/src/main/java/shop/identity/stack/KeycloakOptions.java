package shop.identity.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command line of a node, and the environment that the realm file's placeholders are filled from. */
record KeycloakOptions(StackSettings stack, PostgresServer postgres, KafkaBroker kafka) {

    private static final String PRIVACY = "--spi-realm-restapi-extension--shop-privacy--";

    private static final String EVENTS = "--spi-events-listener--shop-customer-events--";

    /**
     * @param node number of the node, from 0
     * @param jgroupsPort where the nodes talk to each other
     * @param extra added to, or replacing, the stack's own
     */
    List<String> commandLine(int node, int jgroupsPort, boolean importRealms, List<String> extra) {
        List<String> own = new ArrayList<>(List.of(
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + (stack.ports().keycloak() + node),
                "--http-management-port=" + (stack.ports().keycloakManagement() + node),
                "--hostname-strict=false",
                "--spi-realm-restapi-extension--shop-link--base-url=http://localhost:"
                        + stack.ports().keycloak(),
                "--spi-realm-restapi-extension--shop-customer--order-service-url=http://127.0.0.1:"
                        + stack.ports().order(),
                PRIVACY + "services=order,payment",
                PRIVACY + "order-url=http://127.0.0.1:" + stack.ports().order(),
                PRIVACY + "order-data=/customers/{id}/orders",
                PRIVACY + "payment-url=http://127.0.0.1:" + stack.ports().payment(),
                PRIVACY + "payment-call=DELETE /customers/{id}/methods",
                PRIVACY + "payment-data=/customers/{id}/payments,/customers/{id}/methods",
                "--spi-shop-sms--http--url=http://127.0.0.1:" + stack.ports().mailUi() + "/sms",
                "--spi-shop-sms--http--bearer-token=" + SmsCatcher.TOKEN,
                "--cache-embedded-network-bind-address=127.0.0.1",
                "--cache-embedded-network-bind-port=" + jgroupsPort,
                "--log-level=info,org.apache.kafka:error,io.smallrye.health:warn",
                EVENTS + "kafka-bootstrap-servers=" + kafka.bootstrapServers(),
                EVENTS + "kafka-topic=" + Stack.TOPIC));
        own.addAll(database());
        if (importRealms) {
            own.add("--import-realm");
        }
        // The server refuses an option that is given twice.
        Map<String, String> byName = new LinkedHashMap<>();
        Stream.of(own, stack.keycloakOptions(), extra)
                .flatMap(List::stream)
                .forEach(option -> byName.put(option.split("=", 2)[0], option));
        return List.copyOf(byName.values());
    }

    /** For commands that start no server. */
    List<String> database() {
        return List.of(
                "--optimized",
                "--db-url=" + postgres.jdbcUrl(),
                "--db-username=" + PostgresServer.NAME,
                "--db-password=" + PostgresServer.NAME);
    }

    Map<String, String> environment() {
        return Map.of(
                "JAVA_OPTS_KC_HEAP",
                stack.keycloakHeap(),
                "JAVA_OPTS_APPEND",
                stack.keycloakJvm(),
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                Stack.ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                Stack.ADMIN,
                "SHOP_SMTP_HOST",
                "127.0.0.1",
                "SHOP_SMTP_PORT",
                Integer.toString(stack.ports().smtp()),
                "SHOP_STOREFRONT_URL",
                "http://localhost:" + stack.ports().order());
    }
}
