package shop.identity.it.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** {@code docs/openapi/shop-outbox.yaml} says what the staff interface does: nothing less, nothing more. */
@OnGround
@Tag("EV-8")
class OpenApiIT {

    private static final String COUNT = "GET ";
    private static final String LIST = "GET /dead-letters";
    private static final String DISCARD = "DELETE /dead-letters/{id}";
    private static final String REQUEUE = "POST /dead-letters/{id}/requeue";
    private static final String UNKNOWN = "01a20cd2-b32e-7b31-98f9-5df268b8e768";

    private final OpenApi document = new OpenApi("shop-outbox");
    private final SeenAnswers seen = new SeenAnswers(document, "Outbox");

    @Test
    void pathParametersAreDescribed() {
        assertThat(document.undescribedPathParameters()).isEmpty();
    }

    @Test
    void statusesAndBodiesAreThoseOfTheServer(Ground ground) {
        try (AdminApi admin = ground.admin();
                ShopRealm realm = new ShopRealm(admin);
                TopicLimit limit = new TopicLimit(ground, 2000)) {
            Staff manager = realm.staff(ground.node(), "manage-events");
            Staff nobody = realm.staff(ground.node(), "view-users");
            Staff stranger = manager.withToken("none");
            String event = deadLetter(ground, realm, manager);
            for (Staff staff : new Staff[] {nobody, stranger, manager}) {
                seen.see(COUNT, staff, "", "");
                seen.see(COUNT, staff, "?x=1", "");
                seen.see(LIST, staff, "", "");
                seen.see(LIST, staff, "?max=x", "");
                for (String id : new String[] {"x", UNKNOWN}) {
                    seen.see(DISCARD, staff, "", id);
                    seen.see(REQUEUE, staff, "", id);
                }
            }
            seen.see(REQUEUE, manager, "", event);
            Awaitility.await("the second refusal")
                    .until(() -> manager.deadLetters().findAny().isPresent());
            seen.see(DISCARD, manager, "", event);
            seen.see(DISCARD, manager, "", event);
            seen.see(REQUEUE, manager, "", event);
        }
        for (String operation : Set.of(COUNT, LIST, DISCARD, REQUEUE)) {
            assertThat(seen.statuses(operation)).as(operation).isEqualTo(document.statuses(operation));
        }
    }

    @Test
    void queryParametersAreThoseThatAreTaken(Ground ground) {
        try (AdminApi admin = ground.admin();
                ShopRealm realm = new ShopRealm(admin)) {
            Staff viewer = realm.staff(ground.node(), "view-events");
            assertThat(document.queryParameters(LIST)).containsOnlyKeys("first", "max");
            document.queryParameters(LIST).forEach((name, largest) -> {
                assertThat(viewer.get("/dead-letters?" + name + "=" + largest).status())
                        .isEqualTo(200);
                assertThat(viewer.get("/dead-letters?" + name + "=" + (largest + 1L))
                                .status())
                        .isEqualTo(400);
            });
        }
    }

    private static String deadLetter(Ground ground, ShopRealm realm, Staff staff) {
        String customer = realm.createCustomer();
        ground.topic().eventually(customer, 1);
        realm.makeLargeRecord(customer);
        return Awaitility.await("the dead letter")
                .until(() -> staff.deadLetters().findFirst(), found -> found.isPresent())
                .orElseThrow()
                .get("id")
                .asText();
    }
}
