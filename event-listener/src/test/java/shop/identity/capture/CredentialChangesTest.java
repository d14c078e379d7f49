package shop.identity.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("EV-2")
class CredentialChangesTest {

    private final CredentialChanges changes = new CredentialChanges();

    @Test
    void eachTypeIsToldOnceAndSorted() {
        changes.replaced("1", "password");
        changes.created("2", "otp");
        changes.created("3", "otp");
        changes.removed("4", "recovery-authn-codes");

        assertThat(changes.byType().toString()).isEqualTo("{otp=SET, password=SET, recovery-authn-codes=REMOVED}");
    }

    @Test
    void newCodesInPlaceOfOldOnesAreNew() {
        changes.removed("1", "recovery-authn-codes");
        changes.created("2", "recovery-authn-codes");

        assertThat(changes.byType().toString()).isEqualTo("{recovery-authn-codes=SET}");
    }

    @Test
    void whatComesAndGoesWithinTheTransactionIsNotTold() {
        changes.created("1", "otp");
        changes.removed("1", "otp");

        assertThat(changes.byType()).isEmpty();
    }

    @Test
    void whatIsReplacedAndThenRemovedIsRemoved() {
        changes.replaced("1", "password");
        changes.removed("1", "password");

        assertThat(changes.byType().toString()).isEqualTo("{password=REMOVED}");
    }

    @Test
    void passwordsKeptToRefuseThemAreNoCredentials() {
        changes.created("1", "password-history");
        changes.removed("2", "password-history");

        assertThat(changes.byType()).isEmpty();
    }
}
