package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.idm.authorization.Logic;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;
import org.keycloak.representations.idm.authorization.UserPolicyRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.staff.OpenApi;

/** Staff give customers a status, say why, and are told why not. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-5")
class StatusInterfaceIT {

    private static final String GET = "GET /{id}/status";
    private static final String PUT = "PUT /{id}/status";
    private static final String NOBODY = "01a20cd2-b32e-7b31-98f9-5df268b8e768";

    private final Ground ground;
    private final OpenApi document = new OpenApi("shop-customers", "/admin/realms/{realm}/shop-customers");
    private ShippedRealm realm;
    private Arrivals arrivals;
    private StatusInterface staff;

    StatusInterfaceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground, StatusInterfaceIT::settings);
        arrivals = new Arrivals(ground, realm);
        staff = StatusInterface.ofAdministrator(ground.node(), realm.name());
    }

    private static void settings(RealmRepresentation realm) {
        ShippedRealm.hashesCheaply(realm);
        realm.setAdminEventsEnabled(true);
        realm.setAdminEventsDetailsEnabled(true);
        realm.setAdminPermissionsEnabled(true);
        realm.setBruteForceProtected(true);
        realm.setPermanentLockout(true);
        realm.setMaxTemporaryLockouts(0);
        realm.setFailureFactor(3);
        realm.setQuickLoginCheckMilliSeconds(0L);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private String customer() {
        return arrivals.customer(user -> {}).id();
    }

    private UserResource user(String id) {
        return realm.resource().users().get(id);
    }

    private void setEnabled(String id, boolean enabled) {
        UserRepresentation user = user(id).toRepresentation();
        user.setEnabled(enabled);
        user(id).update(user);
    }

    private List<AdminEventRepresentation> adminEventsAbout(String id) {
        return realm.resource().getAdminEvents().stream()
                .filter(event -> event.getResourcePath().equals("shop-customers/" + id + "/status"))
                .toList();
    }

    /** Somebody of this realm with these roles of {@code realm-management}. */
    private StatusInterface employ(String name, String... roles) {
        UserRepresentation person = new UserRepresentation();
        person.setUsername(name);
        person.setEmail(name + "@example.com");
        person.setFirstName("Staff");
        person.setLastName("Member");
        person.setEmailVerified(true);
        person.setEnabled(true);
        person.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        String id;
        try (Response created = realm.resource().users().create(person)) {
            id = CreatedResponseUtil.getCreatedId(created);
        }
        ClientRepresentation management =
                realm.resource().clients().findByClientId("realm-management").get(0);
        user(id).roles()
                .clientLevel(management.getId())
                .add(List.of(roles).stream()
                        .map(role -> realm.resource()
                                .clients()
                                .get(management.getId())
                                .roles()
                                .get(role)
                                .toRepresentation())
                        .toList());
        return new StatusInterface(
                ground.node(), realm.name(), realm.name(), name + "@example.com", Registration.PASSWORD);
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }

    @Test
    void whoIsSuspendedIsOutAndStaffSeeWhy() throws Exception {
        Arrivals.Customer customer = arrivals.customer(user -> {});

        StatusInterface.Answer answer = staff.put(customer.id(), "SUSPENDED", "  Chargebacks, case 4711 ");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(document.breaches("Status", answer.json())).isEmpty();
        assertThat(answer.json().get("reason").asText()).isEqualTo("Chargebacks, case 4711");
        assertThat(answer.json().get("possible"))
                .extracting(Object::toString)
                .containsExactly("\"PENDING\"", "\"ACTIVE\"", "\"INACTIVE\"");
        assertThat(staff.get(customer.id()).json()).isEqualTo(answer.json());
        assertThat(arrivals.byForm(customer, Registration.PASSWORD).body())
                .contains("Please get in touch with our customer service.");
        List<CustomerRecord> told = ground.topic().settled(customer.id(), 2);
        assertThat(told)
                .extracting(CustomerRecord::told)
                .containsExactly(
                        "customer.created by admin over admin-api", "customer.status_changed by admin over admin-api");
        assertThat(told.get(1).data().toString()).doesNotContain("4711");
    }

    @Test
    void whoDidItIsNotedAndWhyIsNoAdminEvent() {
        String id = customer();
        StatusInterface manager = employ(unique("manager"), "manage-users");

        StatusInterface.Answer answer = manager.put(id, "INACTIVE", "closed on the telephone");

        String staffId = answer.json().get("changedBy").asText();
        assertThat(user(staffId).toRepresentation().getFirstName()).isEqualTo("Staff");
        assertThat(adminEventsAbout(id)).singleElement().satisfies(event -> {
            assertThat(event.getAuthDetails().getUserId()).isEqualTo(staffId);
            assertThat(event.getOperationType()).isEqualTo("UPDATE");
            assertThat(event.getResourceType()).isEqualTo("SHOP_CUSTOMER_STATUS");
            assertThat(event.getRepresentation()).isEqualTo("{\"status\":\"INACTIVE\"}");
        });
    }

    @Test
    void whatIsThereAlreadyTellsNothing() {
        String id = customer();
        staff.put(id, "SUSPENDED", "case 4711");

        StatusInterface.Answer again = staff.put(id, "SUSPENDED", "case 4711");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(staff.get(id).json());
        assertThat(staff.put(id, "SUSPENDED", "case 4712").json().get("reason").asText())
                .isEqualTo("case 4712");
        assertThat(staff.get(id).json().get("reason").asText()).isEqualTo("case 4712");
        assertThat(ground.topic().settled(id, 2)).hasSize(2);
        assertThat(adminEventsAbout(id)).hasSize(2);
        String active = customer();
        assertThat(staff.put(active, "ACTIVE", null).json().get("changedBy").isNull())
                .isTrue();
        assertThat(adminEventsAbout(active)).isEmpty();
        assertThat(ground.topic().settled(active, 1)).hasSize(1);
    }

    @Test
    void theReasonGoesWithTheStatusThatItIsAbout() {
        String id = customer();
        staff.put(id, "SUSPENDED", "case 4711");
        setEnabled(id, true);
        setEnabled(id, false);

        assertThat(staff.get(id).json().get("status").asText()).isEqualTo("SUSPENDED");
        assertThat(staff.get(id).json().get("reason").isNull()).isTrue();
        assertThat(ground.count("SELECT count(*) FROM SHOP_STATUS_NOTE WHERE USER_ID = ?", id))
                .isZero();
    }

    @Test
    void theReasonGoesWithTheCustomerAndTheRealm() {
        String id = customer();
        staff.put(id, "SUSPENDED", "case 4711");
        user(id).remove();
        try (ShippedRealm other = new ShippedRealm(ground, ShippedRealm::hashesCheaply)) {
            String there = new Arrivals(ground, other).customer(user -> {}).id();
            StatusInterface.ofAdministrator(ground.node(), other.name()).put(there, "SUSPENDED", "case 4711");
            assertThat(ground.count("SELECT count(*) FROM SHOP_STATUS_NOTE WHERE USER_ID = ?", there))
                    .isEqualTo(1);
            // Whose id it is, in another realm, is nobody's.
            assertThat(staff.get(there).status()).isEqualTo(404);
            assertThat(staff.put(there, "ACTIVE", null).status()).isEqualTo(404);
        }

        assertThat(ground.count(
                        "SELECT count(*) FROM SHOP_STATUS_NOTE WHERE USER_ID = ? OR REALM_ID NOT IN (SELECT ID FROM REALM)",
                        id))
                .isZero();
    }

    /** Else the console would show a lock that is none, and the next wrong password would lock for good again. */
    @Test
    void whoWasLockedForGoodBeginsAnew() throws Exception {
        Arrivals.Customer customer = arrivals.customer(user -> {});
        for (int i = 0; i < 3; i++) {
            arrivals.byGrant(customer, Arrivals.WRONG);
        }
        assertThat(staff.get(customer.id()).json().get("status").asText()).isEqualTo("SUSPENDED");

        assertThat(staff.put(customer.id(), "ACTIVE", null).status()).isEqualTo(200);

        assertThat(arrivals.byGrant(customer, Arrivals.WRONG)).contains("Invalid user credentials");
        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).startsWith("200 ");
        assertThat(user(customer.id()).toRepresentation().getAttributes() == null)
                .isTrue();
    }

    /** As after the console's switch. */
    @Test
    void failuresFromBeforeASuspensionAreForgotten() throws Exception {
        Arrivals.Customer customer = arrivals.customer(user -> {});
        for (int i = 0; i < 2; i++) {
            arrivals.byGrant(customer, Arrivals.WRONG);
        }
        staff.put(customer.id(), "SUSPENDED", "case 4711");
        staff.put(customer.id(), "ACTIVE", null);

        for (int i = 0; i < 2; i++) {
            assertThat(arrivals.byGrant(customer, Arrivals.WRONG)).contains("Invalid user credentials");
        }
        assertThat(arrivals.byGrant(customer, Registration.PASSWORD)).startsWith("200 ");
    }

    @Test
    void whoMaySeeMayNotChangeAndOthersSeeNothing() {
        String id = customer();
        StatusInterface viewer = employ(unique("viewer"), "view-users");
        StatusInterface other = employ(unique("other"), "manage-events");

        assertThat(viewer.get(id).status()).isEqualTo(200);
        assertThat(viewer.put(id, "SUSPENDED", "no").status()).isEqualTo(403);
        assertThat(viewer.get(NOBODY).status()).isEqualTo(404);
        assertThat(other.get(id).status()).isEqualTo(403);
        assertThat(other.put(id, "SUSPENDED", "no").status()).isEqualTo(403);
        assertThat(other.get(NOBODY).text()).isEqualTo(other.get(id).text());
        assertThat(other.put(NOBODY, "SUSPENDED", "no").text())
                .isEqualTo(other.put(id, "SUSPENDED", "no").text());
        assertThat(ground.topic().settled(id, 1)).hasSize(1);
    }

    /** A permission of Keycloak's own, for one customer and no other. */
    @Test
    void fineGrainedPermissionsCount() {
        String theirs = customer();
        String others = customer();
        String name = unique("carer");
        StatusInterface carer = employ(name, "query-users");
        assertThat(carer.put(theirs, "SUSPENDED", "case 4711").status()).isEqualTo(403);
        permit(
                realm.resource()
                        .users()
                        .searchByEmail(name + "@example.com", true)
                        .get(0)
                        .getId(),
                theirs);

        assertThat(carer.put(theirs, "SUSPENDED", "case 4711").status()).isEqualTo(200);
        assertThat(carer.get(theirs).json().get("reason").asText()).isEqualTo("case 4711");
        assertThat(carer.put(others, "SUSPENDED", "case 4711").status()).isEqualTo(403);
        assertThat(carer.get(others).status()).isEqualTo(403);
    }

    private void permit(String staffId, String customerId) {
        String client = realm.resource()
                .clients()
                .findByClientId("admin-permissions")
                .get(0)
                .getId();
        UserPolicyRepresentation policy = new UserPolicyRepresentation();
        policy.setName(unique("is-carer"));
        policy.addUser(staffId);
        policy.setLogic(Logic.POSITIVE);
        realm.resource()
                .clients()
                .get(client)
                .authorization()
                .policies()
                .user()
                .create(policy)
                .close();
        ScopePermissionRepresentation permission = new ScopePermissionRepresentation();
        permission.setName(unique("care"));
        permission.setResourceType("Users");
        permission.setResources(Set.of(customerId));
        permission.setScopes(Set.of("view", "manage"));
        permission.setPolicies(Set.of(policy.getName()));
        try (Response created = realm.resource()
                .clients()
                .get(client)
                .authorization()
                .permissions()
                .scope()
                .create(permission)) {
            assertThat(created.getStatus()).isEqualTo(201);
        }
    }

    @Test
    void aServiceIsNoCustomer() {
        String client = realm.resource().clients().findAll().stream()
                .filter(each -> Boolean.TRUE.equals(each.isServiceAccountsEnabled()))
                .findFirst()
                .orElseThrow()
                .getId();
        String service =
                realm.resource().clients().get(client).getServiceAccountUser().getId();

        assertThat(staff.get(service).status()).isEqualTo(404);
        assertThat(staff.put(service, "SUSPENDED", "no").status()).isEqualTo(404);
        assertThat(user(service).toRepresentation().isEnabled()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                | status
            {"status":null}                                   | status
            {"status":"suspended","reason":"x"}               | status
            {"status":"LOCKED"}                               | status
            {"status":5,"reason":"x"}                         | status
            {"status":"SUSPENDED"}                            | reason
            {"status":"SUSPENDED","reason":null}              | reason
            {"status":"SUSPENDED","reason":""}                | reason
            {"status":"SUSPENDED","reason":"   "}             | reason
            {"status":"SUSPENDED","reason":"a\\nb"}           | reason
            {"status":"SUSPENDED","reason":"a\\u0000b"}       | reason
            {"status":"SUSPENDED","reason":"\\ud800"}         | reason
            {"status":"SUSPENDED","reason":["x"]}             | reason
            {"status":"ACTIVE","reason":7}                    | reason
            {"status":"ACTIVE","until":"2026-12-24"}          | until
            """)
    void aWrongFieldIsNamed(String body, String field) {
        String id = customer();

        StatusInterface.Answer answer = staff.put(id, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(document.breaches("Problem", answer.json())).isEmpty();
        Set<String> wrong = new TreeSet<>();
        answer.json()
                .get("errors")
                .forEach(error -> wrong.add(error.get("field").asText()));
        assertThat(wrong).containsExactly(field);
    }

    @Test
    void aReasonIsAsLongAsTheDocumentSays() {
        String id = customer();
        String longest = "ß".repeat(499) + "\uD83D\uDE00";

        assertThat(staff.put(id, "SUSPENDED", longest).status()).isEqualTo(200);
        assertThat(staff.get(id).json().get("reason").asText()).isEqualTo(longest);
        assertThat(staff.put(id, "SUSPENDED", longest + "x").status()).isEqualTo(400);
    }

    /** What Keycloak's own router and permissions say. */
    @Test
    void whatTheServerItselfRefusesIsAProblemToo() {
        String id = customer();
        StatusInterface nobody = employ(unique("nobody"));

        for (StatusInterface.Answer answer : List.of(
                staff.send("POST", id + "/status", "{}"),
                staff.send("DELETE", id + "/status", null),
                staff.send("GET", id + "/status/history", null),
                nobody.get(id))) {
            assertThat(answer.status()).isIn(403, 404, 405);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
            assertThat(answer.json().get("type").asText()).startsWith("urn:shop-identity:problem:");
        }
    }

    @Test
    void theDocumentNamesTheStatuses() {
        String id = customer();
        String erased = arrivals.customer(Arrivals::erased).id();
        StatusInterface viewer = employ(unique("viewer"), "view-users");
        Set<Integer> got = new TreeSet<>(Set.of(401));
        Set<Integer> put = new TreeSet<>(Set.of(401, 422));
        for (StatusInterface.Answer answer : List.of(
                staff.get(id),
                staff.get(NOBODY),
                staff.send("GET", id + "/status?x=1", null),
                employ(unique("x")).get(id))) {
            got.add(answer.status());
        }
        for (StatusInterface.Answer answer : List.of(
                staff.put(id, "INACTIVE", null),
                staff.put(NOBODY, "INACTIVE", null),
                staff.put(id, "INACTIVE", "a\nb"),
                staff.put(erased, "ACTIVE", null),
                staff.put(id, "{\"reason\":\"" + "x".repeat(70_000) + "\"}"),
                viewer.put(id, "ACTIVE", null))) {
            put.add(answer.status());
        }

        assertThat(document.undescribedPathParameters()).isEmpty();
        assertThat(got).isEqualTo(document.statuses(GET));
        assertThat(put).isEqualTo(document.statuses(PUT));
    }

    /** The switch of the console, and what it says about it. */
    @Test
    void theConsoleSaysWhyAnErasedCustomerStaysErased() {
        String id = arrivals.customer(Arrivals::erased).id();
        try (BrowserContext context = ground.browser().fresh()) {
            Page page = context.newPage();

            String said =
                    CustomerPages.enableInVain(page, ground.node().baseUrl(), realm.name(), id, "stays so for good");

            assertThat(said).contains("A customer who is ERASED stays so for good: no other status is possible.");
        }
        assertThat(user(id).toRepresentation().isEnabled()).isFalse();
        assertThat(ground.topic().settled(id, 1)).hasSize(1);
    }

    /** What is verified does not come alive by it. */
    @Test
    void nobodyErasedIsVerified() {
        String id = arrivals.customer(user -> {
                    Arrivals.erased(user);
                    user.setEmailVerified(false);
                })
                .id();
        UserRepresentation user = user(id).toRepresentation();
        user.setEmailVerified(true);

        assertThatThrownBy(() -> user(id).update(user)).hasMessageContaining("409");

        assertThat(user(id).toRepresentation().isEmailVerified()).isFalse();
        UserRepresentation other = user(id).toRepresentation();
        other.setFirstName("Nobody");
        user(id).update(other);
        assertThat(user(id).toRepresentation().getFirstName()).isEqualTo("Nobody");
    }

    /** Staff take the mark and the switch apart: what comes of it is one status at a time. */
    @Test
    void aLiftedSuspensionLeadsBackToWhatWasGivenUp() {
        String id = arrivals.customer(Arrivals.inactiveUntil("2099-12-24T00:00:00Z"))
                .id();
        staff.put(id, "SUSPENDED", "case 4711");
        assertThat(user(id).toRepresentation().getAttributes())
                .isEqualTo(
                        Map.of("shopStatus", List.of("INACTIVE"), "shopDeletionDue", List.of("2099-12-24T00:00:00Z")));

        setEnabled(id, true);

        assertThat(staff.get(id).json().get("status").asText()).isEqualTo("INACTIVE");
        assertThat(staff.put(id, "ACTIVE", null).status()).isEqualTo(200);
        assertThat(user(id).toRepresentation().getAttributes()).isNull();
    }
}
