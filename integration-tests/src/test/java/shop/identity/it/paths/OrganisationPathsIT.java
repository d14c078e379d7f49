package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.OrganizationRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** What an organisation's fate is to its members. Whoever registered by its invitation is a managed one. */
@OnPath
class OrganisationPathsIT {

    private final Ground ground;
    private final Customers customers;
    private OwnRealm realm;
    private Organisation organisation;
    private String managed;
    private String other;

    OrganisationPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void anOrganisationWithTwoMembers() throws IOException, InterruptedException {
        realm = customers.realm(settings -> settings.setOrganizationsEnabled(true));
        organisation = new Organisation(ground, realm);
        managed = organisation.registeredByInvitation(customers.address());
        try (Response answer = realm.resource().users().create(AdminApi.person(customers.address()))) {
            other = CreatedResponseUtil.getCreatedId(answer);
        }
        organisation.resource().members().addMember(other).close();
        ground.topic().eventually(managed, 1);
        ground.topic().eventually(other, 1);
    }

    @AfterEach
    void clear() {
        realm.close();
    }

    @Test
    @DisplayName("organisation: managed member removed")
    @Tag("EV-3")
    void managedMemberRemoved(PathRow path) {
        done(organisation.resource().members().member(managed).delete());

        assertAdministration(path.tellsSince(1, managed));
    }

    @Test
    @DisplayName("organisation: other member removed")
    void otherMemberRemoved(PathRow path) {
        done(organisation.resource().members().member(other).delete());

        path.tellsSince(1, other);
    }

    @Test
    @DisplayName("organisation removed: a managed member")
    @Tag("EV-3")
    void removedUnderManagedMember(PathRow path) {
        done(organisation.resource().delete());

        assertAdministration(path.tellsSince(1, managed));
    }

    @Test
    @DisplayName("organisation removed: another member")
    void removedUnderOtherMember(PathRow path) {
        done(organisation.resource().delete());

        path.tellsSince(1, other);
        assertThat(realm.resource().users().get(other).toRepresentation()).isNotNull();
    }

    /** Keycloak shows them as disabled as long as the organisation is, and leaves their own record alone. */
    @Test
    @DisplayName("organisation disabled: a managed member")
    void disabledUnderManagedMember(PathRow path) {
        OrganizationRepresentation acme = organisation.resource().toRepresentation();
        acme.setEnabled(false);
        done(organisation.resource().update(acme));

        assertThat(realm.resource().users().get(managed).toRepresentation().isEnabled())
                .isFalse();
        path.tellsSince(1, managed);
    }

    private static void assertAdministration(List<CustomerRecord> end) {
        assertThat(end.get(0).data().get("reason").asText()).isEqualTo("administration");
    }

    private static void done(Response answer) {
        try (answer) {
            assertThat(answer.getStatus()).isEqualTo(204);
        }
    }
}
