package shop.identity.stack;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where everything is and how to get in, for the person who started it. */
record AddressTable(Map<String, String> rows) {

    static AddressTable of(Stack stack, int nodes, Path logs) {
        String keycloak = stack.keycloak().node(0).baseUrl();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("Storefront", stack.orders().url() + "/");
        rows.put("Account Console", keycloak + "/realms/" + Stack.REALM + "/account/");
        rows.put("Admin console", keycloak + "/admin/  (" + Stack.ADMIN + " / " + Stack.ADMIN + ")");
        rows.put("Keycloak", keycloak);
        for (int node = 1; node < nodes; node++) {
            rows.put("Keycloak, node " + node, stack.keycloak().node(node).baseUrl());
        }
        rows.put("Health, metrics", stack.keycloak().node(0).managementUrl() + "/health, /metrics");
        rows.put(
                "Mail",
                stack.mail().url() + "/  (JSON: /api/messages; SMTP: 127.0.0.1:"
                        + stack.ports().smtp() + ")");
        rows.put("Text messages", stack.mail().url() + "/sms  (JSON: /api/sms)");
        rows.put("Order service", stack.orders().url());
        rows.put("Payment service", stack.payments().url());
        rows.put("Kafka", stack.kafka().bootstrapServers() + "  (topic " + Stack.TOPIC + ")");
        rows.put(
                "PostgreSQL",
                stack.postgres().jdbcUrl() + "  (" + PostgresServer.NAME + " / " + PostgresServer.NAME + ")");
        rows.put("Logs", logs.toString());
        return new AddressTable(rows);
    }

    String text() {
        int widest = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        rows.forEach((name, address) -> text.append(String.format("  %-" + widest + "s   %s%n", name, address)));
        return text.toString();
    }
}
