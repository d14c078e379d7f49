package shop.identity.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.customer.CustomerStatus.ACTIVE;
import static shop.identity.customer.CustomerStatus.ERASED;
import static shop.identity.customer.CustomerStatus.SUSPENDED;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.CustomerStatus;
import shop.identity.outbox.CustomerVersion;

@Tag("CD-5")
class StatusStepTest {

    private final CustomerChange change = new CustomerChange("c", "r");

    private static CustomerVersion told(CustomerStatus status) {
        return new CustomerVersion("c", "r", 1, status, Set.of());
    }

    private static CustomerState now(boolean enabled, boolean emailVerified, String mark) {
        return new CustomerState(
                "c", enabled, emailVerified, false, mark, Instant.EPOCH, false, new EnumMap<>(PersonalField.class));
    }

    private StatusStep step(CustomerState now, CustomerVersion version) {
        return StatusStep.of(change, now, version).orElseThrow();
    }

    @Test
    void whatWasToldLastIsWhereItBegins() {
        change.updated(new UserUpdate(true, true, Set.of()));

        assertThat(step(now(true, true, null), told(SUSPENDED))).isEqualTo(new StatusStep(SUSPENDED, ACTIVE, false));
    }

    @Test
    void ofSomebodyUnknownTheBeforeImageIs() {
        change.updated(new UserUpdate(true, true, Set.of()));

        assertThat(step(now(false, true, null), told(null))).isEqualTo(new StatusStep(ACTIVE, SUSPENDED, false));
    }

    @Test
    void whoComesOrGoesTakesNoStep() {
        assertThat(StatusStep.of(change, null, told(ACTIVE))).isEmpty();
        change.created(true);
        assertThat(StatusStep.of(change, now(false, true, "ERASED"), told(null)))
                .isEmpty();
    }

    @Test
    void theMarkAloneErasesNobody() {
        change.attributeChanged(CustomerStatus.MARK, null);
        StatusStep step = step(now(false, true, "ERASED"), told(ACTIVE));

        assertThat(step.isLegal(false)).isFalse();
        assertThat(step.isLegal(true)).isTrue();
    }

    @Test
    void whoIsErasedIsNeitherEnabledNorVerified() {
        change.updated(new UserUpdate(false, false, Set.of()));

        assertThat(step(now(true, false, "ERASED"), told(ERASED)).isLegal(false))
                .isFalse();
        assertThat(step(now(false, true, "ERASED"), told(ERASED)).isLegal(false))
                .isFalse();
        assertThat(step(now(false, false, "ERASED"), told(ERASED)).isLegal(false))
                .isTrue();
    }

    /** What Keycloak's other writes leave alone is not held against them. */
    @Test
    void anAttributeOfSomebodyErasedMayChange() {
        change.attributeChanged("nickname", "Rike");

        assertThat(step(now(true, true, "ERASED"), told(ERASED)).isLegal(false)).isTrue();
    }

    @Test
    void onlyWhatMayChangeTheStatusIsJudged() {
        assertThat(change.touchesStatus()).isFalse();
        change.attributeChanged("nickname", "Rike");
        assertThat(change.touchesStatus()).isFalse();
        change.attributeChanged(CustomerStatus.MARK, null);
        assertThat(change.touchesStatus()).isTrue();
        change.deleted(false, true);
        assertThat(change.touchesStatus()).isFalse();
    }
}
