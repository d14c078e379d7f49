package shop.identity.it.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;

/** A realm with customers who own something of everything that can be owned, and with staff. */
final class Shop implements AutoCloseable {

    /** Tokens by this client have expired before they are used. */
    private static final String HASTY = "hasty";

    /** Whose pages are those of one origin. */
    private static final String PAGE = "page";

    static final String PAGE_ORIGIN = "https://shop.example";

    /** Where an id is a customer's. */
    private static final Set<String> CUSTOMERS =
            Set.of("/shop-customers", "/shop-logins", "/shop-privacy/customers", "/shop-segments/facts");

    private static final int AN_HOUR = 3600;
    private static final String ARTICLE = "SKU-4711";

    private final Ground ground;
    private final ShippedRealm realm;

    Shop(Ground ground) {
        this.ground = ground;
        this.realm = new ShippedRealm(ground, Shop::settings);
    }

    private static void settings(RealmRepresentation realm) {
        ShippedRealm.hashesCheaply(realm);
        realm.setAccessTokenLifespan(AN_HOUR);
        realm.setAdminEventsEnabled(true);
        realm.setBruteForceProtected(false);
        ClientRepresentation hasty = client(HASTY);
        hasty.setAttributes(Map.of("access.token.lifespan", "1"));
        ClientRepresentation page = client(PAGE);
        page.setWebOrigins(List.of(PAGE_ORIGIN));
        List<ClientRepresentation> clients = new ArrayList<>(realm.getClients());
        clients.add(hasty);
        clients.add(page);
        realm.setClients(clients);
    }

    private static ClientRepresentation client(String id) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(id);
        client.setPublicClient(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setFullScopeAllowed(true);
        return client;
    }

    /** Somebody of the realm. */
    record Person(String id, String email, String firstName) {}

    String name() {
        return realm.name();
    }

    String id() {
        return realm.resource().toRepresentation().getId();
    }

    /** A customer whose name nobody else has. */
    Person customer() {
        UserRepresentation user = AdminApi.person("access-" + UUID.randomUUID() + "@example.com");
        user.setFirstName("Erika" + UUID.randomUUID().toString().substring(0, 8));
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        try (Response created = realm.resource().users().create(user)) {
            return new Person(CreatedResponseUtil.getCreatedId(created), user.getEmail(), user.getFirstName());
        }
    }

    /** Who may not even see the own account. */
    Person withoutRoles() {
        Person person = customer();
        List<RoleRepresentation> given =
                realm.resource().users().get(person.id()).roles().realmLevel().listAll();
        realm.resource().users().get(person.id()).roles().realmLevel().remove(given);
        return person;
    }

    Person staff(String... roles) {
        Person person = customer();
        ClientRepresentation management =
                realm.resource().clients().findByClientId("realm-management").get(0);
        realm.resource()
                .users()
                .get(person.id())
                .roles()
                .clientLevel(management.getId())
                .add(List.of(roles).stream()
                        .map(role -> realm.resource()
                                .clients()
                                .get(management.getId())
                                .roles()
                                .get(role)
                                .toRepresentation())
                        .toList());
        return person;
    }

    String token(Person person) {
        return token("admin-cli", person);
    }

    /** Has expired in a few seconds. */
    String hastyToken(Person person) {
        return token(HASTY, person);
    }

    /** Of a login by the page, a moment ago. */
    String recentToken(Person person) {
        try {
            return new TokenEndpoint(ground.node(), realm.name())
                    .code(realm.walk().logIn(person.email(), Registration.PASSWORD))
                    .accessToken();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String pageToken(Person person) {
        return token(PAGE, person);
    }

    private String token(String client, Person person) {
        try {
            return new TokenEndpoint(ground.node(), realm.name())
                    .password(client, person.email(), Registration.PASSWORD)
                    .accessToken();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The endpoint as it is asked for: about things of this customer, with a body that is in order where one is taken. */
    Exchange request(Endpoint endpoint, Person owner, String staffToken) {
        Exchange request = Exchange.of(endpoint.method(), fill(endpoint, owner, staffToken));
        return endpoint.takesABody() ? request.withBody(body(endpoint, owner)) : request;
    }

    private static byte[] body(Endpoint endpoint, Person owner) {
        return endpoint.example()
                .map(example -> unique(example, owner))
                .orElse("{}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Things are made by the interface itself: what was posted to the collection is one of it. */
    private String fill(Endpoint endpoint, Person owner, String staffToken) {
        String path = endpoint.chosenPath().replace("{realm}", realm.name());
        String documented = endpoint.path();
        for (String name : endpoint.parameters()) {
            String braces = "{" + name + "}";
            String value = thing(
                    documented.substring(0, documented.indexOf(braces) - 1),
                    path.substring(0, path.indexOf(braces) - 1),
                    owner,
                    endpoint.isForStaff() ? staffToken : token(owner));
            path = path.replace(braces, value);
        }
        return path;
    }

    /** @param documented the collection's path as it is documented */
    private String thing(String documented, String collection, Person owner, String token) {
        if (CUSTOMERS.contains(documented.substring(documented.indexOf("/shop-")))) {
            return owner.id();
        }
        if (documented.endsWith("/backfill")) {
            // One at a time: it may be under way.
            return UUID.randomUUID().toString();
        }
        for (Endpoint other : Endpoint.inDocs()) {
            if (other.path().equals(documented) && other.method().equals("POST")) {
                return posted(other, collection, owner, token);
            }
            if (other.path().startsWith(documented + "/{")
                    && other.method().equals("PUT")
                    && documented.endsWith("/items")) {
                put(other, collection + "/" + ARTICLE, owner, token);
                return ARTICLE;
            }
        }
        // Nothing that can be made: dead letters, for one.
        return UUID.randomUUID().toString();
    }

    private String posted(Endpoint endpoint, String collection, Person owner, String token) {
        Exchange request = Exchange.of("POST", collection).as(token);
        Exchange.Answer answer =
                request.withBody(body(endpoint, owner)).send(ground.node().baseUrl());
        if (answer.status() / 100 != 2) {
            throw new AssertionError(endpoint + " answered " + answer);
        }
        String location = answer.headers().get("location");
        return location == null ? answer.json().get("id").asText() : location.substring(location.lastIndexOf('/') + 1);
    }

    /** Where a name may be there but once, or it is about a customer. */
    private static String unique(JsonNode body, Person owner) {
        if (body instanceof ObjectNode object && object.path("customerId").isTextual()) {
            return object.deepCopy().put("customerId", owner.id()).toString();
        }
        if (body instanceof ObjectNode object && object.path("name").isTextual()) {
            return object.deepCopy()
                    .put(
                            "name",
                            object.get("name").asText() + " "
                                    + UUID.randomUUID().toString().substring(0, 8))
                    .toString();
        }
        return body.toString();
    }

    private void put(Endpoint endpoint, String target, Person owner, String token) {
        Exchange request = Exchange.of("PUT", target).as(token);
        Exchange.Answer answer =
                request.withBody(body(endpoint, owner)).send(ground.node().baseUrl());
        if (answer.status() / 100 != 2) {
            throw new AssertionError(endpoint + " answered " + answer);
        }
    }

    /** Words that are this customer's alone, and must not be in an answer to somebody else. */
    static Set<String> secrets(Endpoint endpoint, Person owner) {
        Set<String> secrets = new TreeSet<>(Set.of(owner.email(), owner.firstName(), "Mustermann"));
        endpoint.example().ifPresent(example -> collect(example, secrets));
        return secrets;
    }

    private static void collect(JsonNode node, Set<String> texts) {
        if (node.isTextual() && node.asText().length() > 6 && node.asText().contains(" ")) {
            texts.add(node.asText());
        }
        node.forEach(child -> collect(child, texts));
    }

    static String encoded(String segment) {
        // What may be spelled plainly has to be: the server takes nothing else.
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    @Override
    public void close() {
        realm.close();
    }
}
