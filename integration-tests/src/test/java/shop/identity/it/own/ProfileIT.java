package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.own.OwnInterface.Answer;

/** Customers change their profile, by the rules of the realm's user profile. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-4")
class ProfileIT {

    private final Ground ground;
    private ShippedRealm realm;
    private Shoppers shoppers;
    private OwnInterface api;

    ProfileIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, shipped -> {
            ShippedRealm.hashesCheaply(shipped);
            shipped.setEventsEnabled(true);
            shipped.setEnabledEventTypes(List.of("UPDATE_PROFILE"));
        });
        UPConfig profile = realm.resource().users().userProfile().getConfiguration();
        UPAttribute sizes =
                new UPAttribute("sizes", new UPAttributePermissions(Set.of("admin", "user"), Set.of("admin", "user")));
        sizes.setMultivalued(true);
        profile.addOrReplaceAttribute(sizes);
        // Whatever anybody writes: a realm that is as careless as it can be.
        profile.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ENABLED);
        realm.resource().users().userProfile().update(profile);
        shoppers = new Shoppers(ground, realm);
        api = OwnInterface.ofCustomers(ground.node(), realm.name());
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private Shopper shopper() throws Exception {
        Shopper who = shoppers.shopper();
        ground.topic().eventually(who.id(), 1);
        return who;
    }

    private UserRepresentation user(Shopper who) {
        return realm.resource().users().get(who.id()).toRepresentation();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    @Test
    void whatIsNamedIsChangedAndNothingElse() throws Exception {
        Shopper who = shopper();
        UserRepresentation before = user(who);

        Answer answer = ok(api.patch(
                who, "", "{\"firstName\": \"Max\", \"phoneNumber\": \"+4930901820\", \"sizes\": [\"S\", \"M\"]}"));

        UserRepresentation after = user(who);
        assertThat(after.getFirstName()).isEqualTo("Max");
        assertThat(after.getLastName()).isEqualTo(before.getLastName());
        assertThat(after.getEmail()).isEqualTo(before.getEmail());
        assertThat(after.isEmailVerified()).isTrue();
        assertThat(after.getAttributes())
                .isEqualTo(Map.of("phoneNumber", List.of("+4930901820"), "sizes", List.of("S", "M")));
        assertThat(answer.text("firstName")).isEqualTo("Max");
        assertThat(answer.json().get("sizes").toString()).isEqualTo("[\"S\",\"M\"]");
        assertThat(api.get(who, "").json().get("profile")).isEqualTo(answer.json());
        List<CustomerRecord> told = ground.topic().settled(who.id(), 2);
        assertThat(told).hasSize(2);
        assertThat(told.get(1).told()).isEqualTo("customer.updated by self over realm-api");
        assertThat(told.get(1).data().get("fields").toString()).isEqualTo("[\"firstName\",\"phoneNumber\",\"sizes\"]");
    }

    @Test
    void nullAndNothingTakeAway() throws Exception {
        Shopper who = shopper();
        ok(api.patch(who, "", "{\"phoneNumber\": \"+4930901820\", \"sizes\": [\"S\"]}"));

        Answer answer = ok(api.patch(who, "", "{\"phoneNumber\": null, \"sizes\": []}"));

        assertThat(answer.json().get("phoneNumber").isNull()).isTrue();
        assertThat(answer.json().get("sizes")).isEmpty();
        assertThat(user(who).getAttributes()).isNullOrEmpty();
    }

    @Test
    void whatIsThereAlreadyIsNoChange() throws Exception {
        Shopper who = shopper();
        String same = "{\"firstName\": \"" + user(who).getFirstName() + "\"}";

        ok(api.patch(who, "", same));
        ok(api.patch(who, "", "{}"));

        assertThat(ground.topic().settled(who.id(), 1)).hasSize(1);
        assertThat(events(who)).isEmpty();
    }

    private List<EventRepresentation> events(Shopper who) {
        return realm.resource().getEvents(List.of("UPDATE_PROFILE"), null, who.id(), null, null, null, null, null);
    }

    /** Where an administrator looks for it. */
    @Test
    void keycloaksOwnEventTellsOfIt() throws Exception {
        Shopper who = shopper();

        ok(api.patch(who, "", "{\"firstName\": \"Max\"}"));

        assertThat(events(who)).singleElement().satisfies(event -> {
            assertThat(event.getClientId()).isEqualTo("admin-cli");
            assertThat(event.getDetails())
                    .containsEntry("updated_first_name", "Max")
                    .containsEntry("context", "ACCOUNT");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"firstName": null}                                 | firstName
                    {"firstName": ""}                                   | firstName
                    {"firstName": 1}                                    | firstName
                    {"firstName": ["Max"]}                              | firstName
                    {"firstName": "<b>"}                                | firstName
                    {"firstName": "a\\u0000b"}                          | firstName
                    {"sizes": "S"}                                      | sizes
                    {"sizes": ["S", "a\\u0000b"]}                       | sizes
                    {"sizes": [1]}                                      | sizes
                    {"phoneNumber": "4711"}                             | phoneNumber
                    {"phoneNumberVerified": "true"}                     | phoneNumberVerified
                    {"shopStatus": "ERASED"}                            | shopStatus
                    {"shopDeletionDue": null}                           | shopDeletionDue
                    {"enabled": false}                                  | enabled
                    {"emailVerified": true}                             | emailVerified
                    {"email": "other@example.com"}                      | email
                    {"username": "other"}                               | username
                    {"locale": "de"}                                    | locale
                    {"anything": "else"}                                | anything
                    {"attributes": {"shopStatus": ["ERASED"]}}          | attributes
                    {"user.attributes.shopStatus": "ERASED"}            | user.attributes.shopStatus
                    {"firstName": "<b>", "lastName": "<i>"}             | firstName, lastName
                    {"firstName": 1, "email": "x", "lastName": "Ok"}    | email, firstName
                    """)
    void whatIsWrongIsNamedAndChangesNothing(String body, String named) throws Exception {
        Shopper who = shopper();
        UserRepresentation before = user(who);

        Answer answer = api.patch(who, "", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(String.join(", ", answer.wrong())).isEqualTo(named);
        answer.json()
                .get("errors")
                .forEach(error -> assertThat(error.get("detail").asText())
                        .doesNotContain("<b>", "${", "error-")
                        .contains(" "));
        UserRepresentation after = user(who);
        assertThat(after.getFirstName()).isEqualTo(before.getFirstName());
        assertThat(after.getEmail()).isEqualTo(before.getEmail());
        assertThat(after.getAttributes()).isNullOrEmpty();
        assertThat(events(who)).isEmpty();
    }

    @Test
    void whatTheProfileDoesNotShowIsNotThere() throws Exception {
        Shopper who = shopper();

        assertThat(api.patch(who, "", "{\"shopStatus\": \"x\"}").json().get("errors"))
                .isEqualTo(api.patch(who, "", "{\"shopStatus\": \"y\"}").json().get("errors"))
                .first()
                .satisfies(error -> assertThat(error.get("detail").asText()).isEqualTo("is no field of this request"));
    }

    @Test
    void aNumberThatWasVerifiedIsAnotherOneThen() throws Exception {
        Shopper who = shopper();
        UserRepresentation user = user(who);
        user.setAttributes(Map.of("phoneNumber", List.of("+4930901820"), "phoneNumberVerified", List.of("true")));
        realm.resource().users().get(who.id()).update(user);

        ok(api.patch(who, "", "{\"phoneNumber\": \"+4930901821\"}"));

        assertThat(user(who).getAttributes()).isEqualTo(Map.of("phoneNumber", List.of("+4930901821")));
    }

    /** Keycloak keeps attributes in rows of their own, and would keep two. */
    @Test
    void howeverManyChangeItThereIsOneValue() throws Exception {
        Shopper who = shopper();

        List<Integer> statuses = Together.run(
                20,
                i -> api.patch(who, "", "{\"phoneNumber\": \"+493090182" + i % 10 + "\"}")
                        .status());

        assertThat(statuses).containsOnly(200);
        assertThat(user(who).getAttributes().get("phoneNumber")).hasSize(1);
    }

    /** What one of two has not named is as the other left it, whatever the node's cache says. */
    @Test
    void whatIsNotNamedIsLeftToOthers() throws Exception {
        for (int round = 0; round < 10; round++) {
            Shopper who = shopper();

            List<Integer> statuses = Together.run(
                    2,
                    i -> api.patch(who, "", i == 0 ? "{\"firstName\": \"New\"}" : "{\"lastName\": \"Other\"}")
                            .status());

            assertThat(statuses).containsOnly(200);
            assertThat(user(who).getFirstName()).isEqualTo("New");
            assertThat(user(who).getLastName()).isEqualTo("Other");
        }
    }

    @Test
    void markupIsTextWhereTheProfileTakesIt() throws Exception {
        Shopper who = shopper();
        String markup = "<script>alert(1)</script>'; DROP TABLE USER_ENTITY; --";

        assertThat(ok(api.patch(who, "", "{\"sizes\": [\"" + markup + "\"]}"))
                        .json()
                        .get("sizes")
                        .get(0)
                        .asText())
                .isEqualTo(markup);
    }

    /** Of the 422 and the 503 the tests of repeated requests take care; a directory would be needed for the 409. */
    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        OwnInterface all = OwnInterface.ofCustomers(ground.node(), realm.name());
        Shopper who = shopper();
        all.patch(who, "", "{\"firstName\": \"Max\"}");
        all.patch(who, "", "{\"x\": 1}");
        all.patch(who, "", "{\"x\": \"" + "x".repeat(70_000) + "\"}");
        all.send("PATCH", "", null, "{}");
        all.patch(OwnRoles.only(realm, shopper(), ground), "", "{}");

        Set<Integer> documented = new TreeSet<>(all.document().statuses("PATCH "));
        documented.removeAll(Set.of(409, 422, 503));
        assertThat(all.statuses().get("PATCH ")).isEqualTo(documented);
    }
}
