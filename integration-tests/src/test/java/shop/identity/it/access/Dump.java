package shop.identity.it.access;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import shop.identity.it.ground.Ground;

/**
 * What the tables hold of one realm's customers, the pack's own and Keycloak's: a digest of each. Without those of which workers
 * go round by themselves.
 */
record Dump(Map<String, String> digests) {

    private static final String TABLES = """
            SELECT table_name || ' ' || min(column_name) FROM information_schema.columns
             WHERE table_schema = 'public' AND column_name IN ('realm_id', 'user_id')
               AND (table_name LIKE 'shop\\_%' OR table_name LIKE 'user\\_%'
                    OR table_name IN ('keycloak_group', 'credential', 'federated_identity', 'admin_event_entity'))
               AND table_name NOT LIKE 'shop\\_queue%' AND table_name NOT IN ('shop_mail', 'shop_session_end')
             GROUP BY table_name
            """;

    private static final String DIGEST = """
            SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM %s t WHERE %s
            """;

    static Dump of(Ground ground, String realmId) {
        Map<String, String> digests = new TreeMap<>();
        for (String found : ground.query(TABLES)) {
            List<String> table = List.of(found.split(" "));
            String whose = table.get(1).equals("realm_id")
                    ? "realm_id = ?"
                    : "user_id IN (SELECT id FROM user_entity WHERE realm_id = ?)";
            digests.put(
                    table.get(0),
                    ground.query(DIGEST.formatted(table.get(0), whose), realmId).get(0));
        }
        return new Dump(digests);
    }
}
