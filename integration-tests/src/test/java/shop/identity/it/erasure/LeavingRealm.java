package shop.identity.it.erasure;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.ground.Walk;
import shop.identity.stack.Fault;
import shop.identity.stack.KeycloakNode;

/** A realm whose customers leave. Time is moved in the register: what is to be due, is due. */
public final class LeavingRealm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ground ground;
    private final ShippedRealm realm;

    public LeavingRealm(Ground ground) {
        this(ground, settings -> {});
    }

    public LeavingRealm(Ground ground, Consumer<RealmRepresentation> more) {
        this.ground = ground;
        this.realm = new ShippedRealm(ground, settings -> {
            ShippedRealm.hashesCheaply(settings);
            settings.setEventsEnabled(true);
            settings.setAdminEventsEnabled(true);
            settings.setAdminEventsDetailsEnabled(true);
            more.accept(settings);
        });
    }

    /**
     * A customer.
     *
     * @param lastName nobody else has it
     */
    public record Leaver(String id, String email, String lastName) {}

    public ShippedRealm shipped() {
        return realm;
    }

    public RealmResource resource() {
        return realm.resource();
    }

    public String id() {
        return realm.resource().toRepresentation().getId();
    }

    public PrivacyInterface api() {
        return apiAt(ground.node());
    }

    public PrivacyInterface apiAt(KeycloakNode node) {
        return new PrivacyInterface(node, realm.name());
    }

    /** Who may log in, with the record of that already seen. */
    public Leaver customer() {
        return customer(user -> {});
    }

    public Leaver customer(Consumer<UserRepresentation> more) {
        String mark = UUID.randomUUID().toString();
        UserRepresentation user = AdminApi.person("leaves-" + mark + "@example.com");
        user.setLastName("Mustermann" + mark.substring(0, 8));
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        more.accept(user);
        try (Response answer = realm.resource().users().create(user)) {
            String id = CreatedResponseUtil.getCreatedId(answer);
            ground.topic().eventually(id, 1);
            return new Leaver(id, user.getEmail(), user.getLastName());
        }
    }

    /** Of a login a moment ago, by the page. */
    public String recent(Leaver who) throws Exception {
        Walk.Page in = realm.walk().logIn(who.email(), Registration.PASSWORD);
        return new TokenEndpoint(ground.node(), realm.name()).code(in).accessToken();
    }

    /** Nobody knows when that login was. */
    public String timeless(Leaver who) throws Exception {
        return new TokenEndpoint(ground.node(), realm.name())
                .password(who.email(), Registration.PASSWORD)
                .accessToken();
    }

    /** @return the request's id */
    public String leaves(Leaver who) {
        PrivacyInterface.Answer answer = api().byStaff("POST", "", "{\"customerId\":\"" + who.id() + "\"}");
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return answer.json().get("id").asText();
    }

    /** The time to change one's mind is over. */
    public void makeDue(String erasureId) {
        ground.execute("UPDATE SHOP_ERASURE SET DUE_AT = now() - interval '1 second',"
                + " NEXT_ATTEMPT_AT = now() - interval '1 second' WHERE ID = '" + erasureId + "'");
    }

    /** As if it had been received so long ago. */
    public void age(String erasureId, String interval) {
        ground.execute("UPDATE SHOP_ERASURE SET RECEIVED_AT = RECEIVED_AT - interval '" + interval
                + "', LEGAL_DUE_AT = LEGAL_DUE_AT - interval '" + interval + "' WHERE ID = '" + erasureId + "'");
    }

    public String state(String erasureId) {
        return ground.query("SELECT STATE FROM SHOP_ERASURE WHERE ID = ?", erasureId)
                .get(0);
    }

    public void erase(String erasureId) {
        makeDue(erasureId);
        Awaitility.await("erasure " + erasureId).atMost(PATIENCE).until(() -> state(erasureId), "completed"::equals);
    }

    public Map<String, List<String>> attributes(Leaver who) {
        Map<String, List<String>> attributes =
                realm.resource().users().get(who.id()).toRepresentation().getAttributes();
        return attributes == null ? Map.of() : attributes;
    }

    public void services(Fault orders, Fault payments) {
        ground.stack().orders().setFault(orders);
        ground.stack().payments().setFault(payments);
    }

    @Override
    public void close() {
        services(null, null);
        realm.close();
    }
}
