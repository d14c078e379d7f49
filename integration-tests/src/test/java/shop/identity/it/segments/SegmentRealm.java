package shop.identity.it.segments;

import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserProfileResource;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.stack.KeycloakNode;

/** The realm as it ships, whose customers may have any attribute, and its segments. */
public final class SegmentRealm implements AutoCloseable {

    private final Ground ground;
    private final ShippedRealm realm;
    private final AdminApi admin;
    private final String id;
    private final SegmentApi api;

    public SegmentRealm(Ground ground) {
        this.ground = ground;
        this.realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        this.admin = ground.admin();
        UserProfileResource profile = realm.resource().users().userProfile();
        UPConfig config = profile.getConfiguration();
        config.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ENABLED);
        profile.update(config);
        id = realm.resource().toRepresentation().getId();
        api = api(ground.node(), admin);
    }

    /** @param staff who signed in there: the nodes have an address each, and so tokens of their own */
    SegmentApi api(KeycloakNode node, AdminApi staff) {
        return new SegmentApi(root(node), () -> staff.keycloak().tokenManager().getAccessTokenString());
    }

    public String root(KeycloakNode node) {
        return node.baseUrl() + "/admin/realms/" + realm.name() + "/shop-segments";
    }

    public String id() {
        return id;
    }

    public String name() {
        return realm.name();
    }

    public RealmResource resource() {
        return realm.resource();
    }

    ShippedRealm shipped() {
        return realm;
    }

    /** As the server's administrator. */
    public SegmentApi api() {
        return api;
    }

    public record Customer(String id, String email) {}

    public Customer customer() {
        return customer(user -> {});
    }

    public Customer customer(Consumer<UserRepresentation> more) {
        String email = "segment-" + UUID.randomUUID() + "@example.com";
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        more.accept(user);
        try (Response answer = resource().users().create(user)) {
            return new Customer(CreatedResponseUtil.getCreatedId(answer), email);
        }
    }

    /** Behind Keycloak's back, so that nobody is told of them and no rule has seen them. */
    List<String> crowd(int many) {
        String prefix = "crowd-" + UUID.randomUUID() + "-";
        ground.execute("""
                INSERT INTO USER_ENTITY (ID, REALM_ID, USERNAME, EMAIL, EMAIL_CONSTRAINT, ENABLED, EMAIL_VERIFIED, NOT_BEFORE,
                                         CREATED_TIMESTAMP)
                SELECT gen_random_uuid()::text, '%s', '%s' || i || '@example.com', '%s' || i || '@example.com',
                       '%s' || i || '@example.com', TRUE, TRUE, 0, EXTRACT(EPOCH FROM now()) * 1000
                  FROM generate_series(1, %d) AS i
                """.formatted(id, prefix, prefix, prefix, many));
        return ground.query("SELECT ID FROM USER_ENTITY WHERE USERNAME LIKE ? ORDER BY ID", prefix + "%");
    }

    /** Behind Keycloak's back. */
    public void setBehind(Collection<String> customers, String attribute, String value) {
        String ids = customers.stream().collect(Collectors.joining("','", "'", "'"));
        ground.execute("DELETE FROM USER_ATTRIBUTE WHERE NAME = '" + attribute + "' AND USER_ID IN (" + ids + ")");
        ground.execute("INSERT INTO USER_ATTRIBUTE (ID, USER_ID, NAME, VALUE) SELECT gen_random_uuid()::text, ID, '"
                + attribute + "', '" + value + "' FROM USER_ENTITY WHERE ID IN (" + ids + ")");
    }

    public void change(String customer, Consumer<UserRepresentation> change) {
        UserRepresentation user = resource().users().get(customer).toRepresentation();
        change.accept(user);
        resource().users().get(customer).update(user);
    }

    public void setAttribute(String customer, String name, String value) {
        change(customer, user -> {
            Map<String, List<String>> attributes =
                    new HashMap<>(user.getAttributes() == null ? Map.of() : user.getAttributes());
            attributes.put(name, List.of(value));
            user.setAttributes(attributes);
        });
    }

    /** By the names of the groups, straight from the tables. */
    Set<String> segments(String customer) {
        return new TreeSet<>(ground.query("""
                SELECT g.NAME FROM USER_GROUP_MEMBERSHIP m JOIN KEYCLOAK_GROUP g ON g.ID = m.GROUP_ID WHERE m.USER_ID = ?
                """, customer));
    }

    /** As Keycloak shows them at a node, out of its cache. */
    Set<String> shown(KeycloakNode node, String customer) {
        try (AdminApi there = ground.adminAt(node)) {
            return there.keycloak().realm(realm.name()).users().get(customer).groups().stream()
                    .map(GroupRepresentation::getPath)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    long members(String segment) {
        return ground.count("SELECT COUNT(*) FROM USER_GROUP_MEMBERSHIP WHERE GROUP_ID = ?", segment);
    }

    public void join(String customer, String segment) {
        resource().users().get(customer).joinGroup(segment);
    }

    public void leave(String customer, String segment) {
        resource().users().get(customer).leaveGroup(segment);
    }

    /** What the customer was told of segments, in the order of the outbox: {@code joined vip, new by admin over admin-api}. */
    List<String> told(String customer) {
        return ground.query("""
                SELECT replace(TYPE, 'customer.segment_', '') || ' '
                       || (SELECT string_agg(s ->> 'name', ', ' ORDER BY n)
                             FROM jsonb_array_elements(PAYLOAD::jsonb -> 'segments') WITH ORDINALITY AS e (s, n))
                       || ' by ' || ACTOR || ' over ' || CHANNEL
                  FROM SHOP_OUTBOX WHERE AGGREGATEID = ? AND TYPE LIKE 'customer.segment_%' ORDER BY SEQUENCE
                """, customer);
    }

    /** Of whatever type, out of the topic. */
    List<CustomerRecord> records(String customer, int count) {
        return ground.topic().settled(customer, count);
    }

    /** How many joins and leaves were told of all customers of the realm. */
    long told() {
        return ground.count(
                "SELECT COUNT(*) FROM SHOP_OUTBOX WHERE REALM_ID = ? AND TYPE LIKE 'customer.segment_%'", id);
    }

    /** The token of somebody with these roles of {@code realm-management}. */
    String staff(String... roles) throws Exception {
        Customer person = customer();
        grant(person, roles);
        return token(person);
    }

    /** Roles of {@code realm-management}. */
    void grant(Customer person, String... roles) {
        String management =
                resource().clients().findByClientId("realm-management").get(0).getId();
        List<RoleRepresentation> granted = List.of(roles).stream()
                .map(role ->
                        resource().clients().get(management).roles().get(role).toRepresentation())
                .toList();
        resource().users().get(person.id()).roles().clientLevel(management).add(granted);
    }

    public String token(Customer customer) throws Exception {
        return new TokenEndpoint(ground.node(), realm.name())
                .password(customer.email(), Registration.PASSWORD)
                .accessToken();
    }

    /** As the storefront has it: with the roles that customers have of themselves. */
    String storefrontToken(Customer customer) throws Exception {
        return new TokenEndpoint(ground.node(), realm.name())
                .code(realm.walk().logIn(customer.email(), Registration.PASSWORD))
                .accessToken();
    }

    @Override
    public void close() {
        realm.close();
        admin.close();
    }
}
