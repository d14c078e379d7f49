package shop.identity.it.paths;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.RealmKey;
import shop.identity.stack.Ports;

/** A realm for one test, for what would disturb the others in the realm {@code shop}. It takes part, and has a storefront. */
final class OwnRealm implements AutoCloseable {

    private final String name = "own-" + UUID.randomUUID();
    private final RealmResource resource;

    OwnRealm(AdminApi admin, Ports ports, Consumer<RealmRepresentation> more) {
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setEventsListeners(List.of("shop-customer-events"));
        realm.setRegistrationAllowed(true);
        realm.setRegistrationEmailAsUsername(true);
        realm.setSmtpServer(
                Map.of("host", "127.0.0.1", "port", Integer.toString(ports.smtp()), "from", "shop@example.com"));
        realm.setClients(List.of(storefront()));
        more.accept(realm);
        RealmKey.useIn(realm);
        admin.keycloak().realms().create(realm);
        resource = admin.keycloak().realm(name);
    }

    private static ClientRepresentation storefront() {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("storefront");
        client.setPublicClient(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setRedirectUris(List.of("http://localhost/callback"));
        return client;
    }

    String name() {
        return name;
    }

    RealmResource resource() {
        return resource;
    }

    @Override
    public void close() {
        resource.remove();
    }
}
