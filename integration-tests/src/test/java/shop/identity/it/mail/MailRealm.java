package shop.identity.it.mail;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.RealmKey;
import shop.identity.stack.CaughtMail;

/** A realm of one test's own whose customers get mails, and what becomes of those. */
final class MailRealm implements AutoCloseable {

    private final String id = UUID.randomUUID().toString();
    private final Ground ground;
    private final RealmResource resource;

    MailRealm(Ground ground, AdminApi admin) {
        this(ground, admin, List.of("shop-customer-events"));
    }

    MailRealm(Ground ground, AdminApi admin, List<String> listeners) {
        this.ground = ground;
        RealmRepresentation realm = new RealmRepresentation();
        realm.setId(id);
        realm.setRealm("mail-" + id);
        realm.setEnabled(true);
        realm.setSslRequired("none");
        realm.setEventsListeners(listeners);
        realm.setAdminEventsEnabled(true);
        realm.setSmtpServer(smtp());
        realm.setRegistrationAllowed(true);
        realm.setRegistrationEmailAsUsername(true);
        realm.setVerifyEmail(true);
        realm.setClients(List.of(storefront()));
        RealmKey.useIn(realm);
        admin.keycloak().realms().create(realm);
        resource = admin.keycloak().realm("mail-" + id);
    }

    private static ClientRepresentation storefront() {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("storefront");
        client.setPublicClient(true);
        client.setRedirectUris(List.of("http://localhost/callback"));
        return client;
    }

    Map<String, String> smtp() {
        return new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(ground.stack().ports().smtp()),
                "from",
                "shop@example.com"));
    }

    String id() {
        return id;
    }

    String name() {
        return "mail-" + id;
    }

    RealmResource resource() {
        return resource;
    }

    static String address() {
        return "m-" + UUID.randomUUID() + "@example.com";
    }

    /** @return the customer's id */
    String customer(String email) {
        try (Response answer = resource.users().create(AdminApi.person(email))) {
            return CreatedResponseUtil.getCreatedId(answer);
        }
    }

    /**
     * Staff ask a customer to do something, by mail.
     *
     * @return how long the request took
     */
    Duration ask(String customerId) {
        return ask(resource, customerId);
    }

    Duration askAt(AdminApi node, String customerId) {
        return ask(node.keycloak().realm(name()), customerId);
    }

    private static Duration ask(RealmResource realm, String customerId) {
        long start = System.nanoTime();
        realm.users().get(customerId).executeActionsEmail(List.of("UPDATE_PASSWORD"));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    long queued() {
        return ground.count("SELECT COUNT(*) FROM SHOP_MAIL WHERE REALM_ID = ?", id);
    }

    long entries() {
        return ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = 'mail' AND REALM_ID = ?", id);
    }

    List<CaughtMail> caught(String email) {
        return ground.mail().messagesTo(email);
    }

    CaughtMail arrived(String email) {
        return eventually("the mail")
                .until(() -> caught(email), mails -> !mails.isEmpty())
                .get(0);
    }

    void awaitNothingQueued() {
        eventually("an empty queue").until(() -> queued() == 0 && entries() == 0);
    }

    /** Long enough for some of the pauses between tries. */
    static ConditionFactory eventually(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(50));
    }

    @Override
    public void close() {
        resource.remove();
    }
}
