package shop.identity.it.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;
import shop.identity.stack.KeycloakNode;

/** The realm as it ships, under a name of one test's own. */
public final class ShippedRealm implements AutoCloseable {

    private final Ground ground;
    private final AdminApi admin;
    private final String name = "shipped-" + UUID.randomUUID();

    public ShippedRealm(Ground ground) {
        this(ground, realm -> {});
    }

    /** @param more what the test wants otherwise */
    public ShippedRealm(Ground ground, Consumer<RealmRepresentation> more) {
        this.ground = ground;
        this.admin = ground.admin();
        RealmRepresentation realm = shipped(ground.stack().ports().order());
        realm.setRealm(name);
        realm.setSmtpServer(Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(ground.stack().ports().smtp()),
                "from", "shop@example.com"));
        more.accept(realm);
        RealmKey.useIn(realm);
        admin.keycloak().realms().create(realm);
    }

    /** Keycloak's newer order: a password is chosen when the address is verified, not before. */
    public static void passwordComesLast(RealmRepresentation realm) {
        realm.getAuthenticatorConfig().stream()
                .filter(config -> config.getAlias().equals("shop-registration-password"))
                .forEach(config -> config.setConfig(Map.of("always_set_password_on_register_form", "false")));
    }

    /** For many logins in a short time: what a password costs is not what is tested. */
    public static void hashesCheaply(RealmRepresentation realm) {
        realm.setPasswordPolicy(realm.getPasswordPolicy() + " and hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
    }

    /** Its placeholders are filled in when a server imports it at its start: here, by their defaults. */
    private static RealmRepresentation shipped(int storefrontPort) {
        try {
            String json = Files.readString(Ground.ROOT.resolve("realm-export/shop-realm.json"))
                    .replaceAll("\\$\\{SHOP_STOREFRONT_URL:[^}]*}", "http://localhost:" + storefrontPort)
                    .replaceAll("\\$\\{SHOP_[A-Z_]+:([^}]*)}", "$1");
            return JsonSerialization.readValue(json, RealmRepresentation.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    public RealmResource resource() {
        return admin.keycloak().realm(name);
    }

    public Walk walk() {
        return walkAt(ground.node());
    }

    public Walk walkAt(KeycloakNode node) {
        return new Walk(node.baseUrl(), name);
    }

    /** The newest mail to this address, waited for. */
    public ReceivedMail mailTo(String address) {
        return mailTo(address, 1);
    }

    /** The newest of so many. */
    public ReceivedMail mailTo(String address, int count) {
        return ReceivedMail.await(ground, address, count);
    }

    /** The newest of so many text messages to this number, waited for. */
    public ReceivedSms smsTo(String number, int count) {
        return ReceivedSms.await(ground, number, count);
    }

    @Override
    public void close() {
        resource().remove();
        admin.close();
    }
}
