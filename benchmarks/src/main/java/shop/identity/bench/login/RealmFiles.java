package shop.identity.bench.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The realm that ships, with customers, for both sides: one as it is, one whose passwords are hashed by next to nothing; and, for
 * the server with the pack, one that does not take part.
 */
final class RealmFiles {

    static final String SHIPPED = "shop";
    static final String CHEAP = "shop-cheap";
    static final String UNTOUCHED = "shop-untouched";

    private static final String CHEAP_HASH = " and hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

    private final ObjectMapper json = new ObjectMapper();
    private final Path shipped;
    private final int customers;

    RealmFiles(Path root, int customers) {
        this.shipped = root.resolve("realm-export/shop-realm.json");
        this.customers = customers;
    }

    void write(Path folder, boolean withPack) {
        try {
            Files.createDirectories(folder);
            for (String name : withPack ? List.of(SHIPPED, CHEAP, UNTOUCHED) : List.of(SHIPPED, CHEAP)) {
                ObjectNode realm = (ObjectNode) json.readTree(shipped.toFile());
                realm.put("realm", name);
                if (name.equals(CHEAP)) {
                    realm.put("passwordPolicy", realm.get("passwordPolicy").asText() + CHEAP_HASH);
                }
                if (!withPack || name.equals(UNTOUCHED)) {
                    removePack(realm);
                }
                addCustomers(realm.putArray("users"));
                json.writeValue(folder.resolve(name + "-realm.json").toFile(), realm);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stock Keycloak does not have. All else stays: its events, its password policy, its brute force protection. */
    private static void removePack(ObjectNode realm) {
        realm.remove(List.of(
                "loginTheme",
                "emailTheme",
                "registrationFlow",
                "resetCredentialsFlow",
                "authenticationFlows",
                "authenticatorConfig",
                // The user profile names a validator of the pack.
                "components"));
        realm.putArray("eventsListeners");
        for (Iterator<JsonNode> actions = realm.get("requiredActions").iterator(); actions.hasNext(); ) {
            if (actions.next().get("providerId").asText().startsWith("shop-")) {
                actions.remove();
            }
        }
    }

    private void addCustomers(ArrayNode users) {
        for (int i = 0; i < customers; i++) {
            ObjectNode user = users.addObject();
            user.put("username", Customers.email(i));
            user.put("email", Customers.email(i));
            user.put("emailVerified", true);
            user.put("enabled", true);
            user.put("firstName", "Erika");
            user.put("lastName", "Mustermann");
            // Users of an imported realm have no roles but those they are given.
            user.putArray("realmRoles").add("default-roles-shop");
            user.putArray("credentials").addObject().put("type", "password").put("value", Customers.PASSWORD);
        }
    }
}
