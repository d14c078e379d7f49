package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.workflows.WorkflowRepresentation;
import org.keycloak.representations.workflows.WorkflowStepRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** What Keycloak's workflows do to customers. Their steps run by themselves, some time after what set them off. */
@OnPath
class WorkflowPathsIT {

    private final Ground ground;
    private final Customers customers;
    private LoginRealm realm;

    WorkflowPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void open() {
        realm = new LoginRealm(ground, customers.admin(), settings -> {});
    }

    @AfterEach
    void close() {
        realm.close();
    }

    private String customer() {
        return realm.customer(customers.address(), user -> {});
    }

    private void run(String customer, WorkflowStepRepresentation step) {
        WorkflowRepresentation workflow = WorkflowRepresentation.withName("workflow-" + UUID.randomUUID())
                .withSteps(step)
                .build();
        try (Response answer = realm.resource().workflows().create(workflow)) {
            String id = CreatedResponseUtil.getCreatedId(answer);
            realm.resource().workflows().workflow(id).activate("USERS", customer);
        }
    }

    private static WorkflowStepRepresentation.Builder step(String provider) {
        return WorkflowStepRepresentation.create().of(provider);
    }

    @Test
    @DisplayName("workflow: attribute set")
    @Tag("EV-3")
    void attribute(PathRow path) {
        String id = customer();

        run(id, step("set-user-attribute").withConfig("loyalty", "gold").build());

        assertThat(path.tellsSince(1, id).get(0).data().get("fields").toString())
                .isEqualTo("[\"loyalty\"]");
    }

    @Test
    @DisplayName("workflow: login step demanded")
    void loginStep(PathRow path) {
        String id = customer();

        run(
                id,
                step("add-required-action")
                        .withConfig("action", "UPDATE_PASSWORD")
                        .build());
        Awaitility.await("the step")
                .until(
                        () -> realm.resource()
                                .users()
                                .get(id)
                                .toRepresentation()
                                .getRequiredActions(),
                        List.of("UPDATE_PASSWORD")::equals);

        path.tellsSince(1, id);
    }

    @Test
    @DisplayName("workflow: disabled")
    void disabled(PathRow path) {
        String id = customer();

        run(id, step("disable-user").build());

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("to").asText()).isEqualTo("SUSPENDED");
    }

    @Test
    @DisplayName("workflow: deleted")
    @Tag("EV-3")
    void deleted(PathRow path) {
        String id = customer();

        run(id, step("delete-user").build());

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(0).data().get("reason").asText()).isEqualTo("system");
    }

    /** By a request, which the next free thread carries out. */
    @Test
    @DisplayName("workflow: erased")
    @Tag("GD-11")
    void erased(PathRow path) {
        String id = realm.customer(customers.address(), user -> user.setCredentials(List.of()));

        run(id, step("shop-erase-customer").build());

        List<CustomerRecord> records = path.tellsSince(1, id);
        assertThat(records.get(4).data().get("to").asText()).isEqualTo("ERASED");
        assertThat(records.get(5).data().get("reason").asText()).isEqualTo("system");
    }
}
