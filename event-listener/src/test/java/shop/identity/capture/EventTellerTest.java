package shop.identity.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.customer.ContactChannel.EMAIL;
import static shop.identity.customer.ContactChannel.PHONE;
import static shop.identity.customer.CustomerStatus.ACTIVE;
import static shop.identity.customer.CustomerStatus.PENDING;
import static shop.identity.customer.CustomerStatus.SUSPENDED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.Actor;
import shop.identity.customer.Channel;
import shop.identity.customer.ContactChannel;
import shop.identity.customer.CredentialReason;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.ItemChange;
import shop.identity.customer.LoginWay;
import shop.identity.customer.Origin;
import shop.identity.outbox.CustomerVersion;

@Tag("EV-2")
class EventTellerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:07:12.391Z");

    private final CustomerChange change = new CustomerChange("c", "r");
    private boolean enabled = true;
    private String mark;

    private static CustomerVersion toldLast(CustomerStatus status, Set<ContactChannel> verified) {
        return new CustomerVersion("c", "r", 1, status, verified);
    }

    private static UserUpdate found(CustomerStatus status, boolean emailVerified) {
        return new UserUpdate(status != SUSPENDED, emailVerified, Set.of());
    }

    /** Type and data of what is told of a customer who is like this now. */
    private List<String> told(CustomerVersion version, ContactChannel... verified) {
        return told(version, customer(verified));
    }

    private CustomerState customer(ContactChannel... verified) {
        return new CustomerState(
                "c",
                enabled,
                List.of(verified).contains(EMAIL),
                List.of(verified).contains(PHONE),
                mark,
                NOW,
                false,
                new EnumMap<>(PersonalField.class));
    }

    /** @param customer null: gone */
    private List<String> told(CustomerVersion version, CustomerState customer) {
        List<CustomerEvent> events = new ArrayList<>();
        new EventTeller(new Payloads(Set.of()), actor -> CredentialReason.UPDATE)
                .tell(
                        change,
                        customer,
                        version,
                        new CustomerRealm("r", "shop"),
                        new Origin(Actor.SELF, Channel.REQUIRED_ACTION, null),
                        NOW,
                        events);
        return events.stream()
                .map(event -> event.type() + " " + event.data().toString().replace("\"customerId\":\"c\",", ""))
                .toList();
    }

    @Test
    void allOfOneTransactionInOrder() {
        change.updated(found(PENDING, false));
        change.attributeChanged("phoneNumberVerified", null);
        change.credentials().replaced("1", "password");

        assertThat(told(toldLast(PENDING, Set.of()), EMAIL, PHONE))
                .containsExactly(
                        "UPDATED {\"status\":\"ACTIVE\",\"fields\":[\"phoneNumberVerified\"]}",
                        "VERIFIED {\"channels\":[\"email\",\"phone\"],\"verifiedAt\":\"2026-11-24T06:07:12.391Z\"}",
                        "STATUS_CHANGED {\"from\":\"PENDING\",\"to\":\"ACTIVE\"}",
                        "CREDENTIAL_CHANGED {\"credentials\":[{\"type\":\"password\",\"change\":\"set\"}]"
                                + ",\"reason\":\"update\"}");
    }

    @Test
    void whoeverComesIsToldAsComing() {
        change.created(true);
        change.credentials().created("1", "password");

        assertThat(told(toldLast(null, null), EMAIL))
                .singleElement()
                .satisfies(told -> assertThat(told).startsWith("CREATED "));
    }

    @Test
    @Tag("LG-8")
    void whoeverComesAndIsSignedInAtOnceIsToldAsBoth() {
        change.created(true);
        change.happened(new CustomerFact.LoggedIn(LoginWay.FORM, null, "storefront"));

        assertThat(told(toldLast(null, null), EMAIL))
                .extracting(told -> told.split(" ")[0])
                .containsExactly("CREATED", "LOGGED_IN");
    }

    @Test
    @Tag("LG-8")
    void severalLogoutsOfOneTransactionAreOneAndInTheirPlace() {
        change.happened(new CustomerFact.LoggedOut());
        change.happened(new CustomerFact.LoggedOut());
        change.happened(new CustomerFact.LoggedIn(LoginWay.IDENTITY_PROVIDER, "elsewhere", "storefront"));

        assertThat(told(toldLast(ACTIVE, Set.of(EMAIL)), EMAIL))
                .containsExactly(
                        "LOGGED_OUT {\"loggedOutAt\":\"2026-11-24T06:07:12.391Z\"}",
                        "LOGGED_IN {\"way\":\"identity-provider\",\"identityProvider\":\"elsewhere\""
                                + ",\"client\":\"storefront\",\"loggedInAt\":\"2026-11-24T06:07:12.391Z\"}");
    }

    /** Another transaction found the same, and was first. */
    @Test
    void whatWasToldVerifiedIsNotToldAgain() {
        change.updated(found(PENDING, false));

        assertThat(told(toldLast(ACTIVE, Set.of(EMAIL)), EMAIL)).isEmpty();
    }

    @Test
    void whereNothingWasToldTheBeforeImageCounts() {
        change.updated(found(PENDING, false));

        assertThat(told(toldLast(PENDING, null), EMAIL))
                .extracting(told -> told.split(" ")[0])
                .containsExactly("VERIFIED", "STATUS_CHANGED");
    }

    @Test
    @Tag("LG-7")
    void aMarkIsToldByTheStatusAlone() {
        change.attributeChanged("shopStatus", null);
        change.attributeChanged("shopDeletionDue", null);
        mark = "INACTIVE";

        assertThat(told(toldLast(ACTIVE, Set.of(EMAIL)), EMAIL))
                .containsExactly(
                        "UPDATED {\"status\":\"INACTIVE\",\"fields\":[\"shopDeletionDue\"]}",
                        "STATUS_CHANGED {\"from\":\"ACTIVE\",\"to\":\"INACTIVE\"}");
    }

    @Test
    @Tag("LG-7")
    void aMarkThatChangesNoStatusIsAnUpdate() {
        change.attributeChanged("shopStatus", null);
        enabled = false;
        mark = "INACTIVE";

        assertThat(told(toldLast(SUSPENDED, Set.of(EMAIL)), EMAIL))
                .containsExactly("UPDATED {\"status\":\"SUSPENDED\",\"fields\":[\"shopStatus\"]}");
    }

    /** What comes and what goes are flushed in any order. */
    @Test
    @Tag("LG-7")
    void whereNothingWasToldTheMarkBeforeCounts() {
        change.attributeChanged("shopStatus", null);
        change.attributeChanged("shopStatus", "INACTIVE");
        change.updated(found(ACTIVE, true));
        enabled = false;
        mark = "ERASED";

        assertThat(told(toldLast(null, null), EMAIL))
                .containsExactly("STATUS_CHANGED {\"from\":\"INACTIVE\",\"to\":\"ERASED\"}");
    }

    @Test
    void whoWasVerifiedBeforeAnythingWasToldIsNotToldAsVerified() {
        change.updated(found(ACTIVE, true));
        change.attributeChanged("nickname", null);

        assertThat(told(toldLast(ACTIVE, null), EMAIL, PHONE))
                .containsExactly("UPDATED {\"status\":\"ACTIVE\",\"fields\":[\"nickname\"]}");
    }

    /** Keycloak may write an attribute anew; what comes and what goes are flushed in any order. */
    @Test
    void aNumberThatWasVerifiedInTheBeforeImageIsNotToldAsVerified() {
        change.attributeChanged("phoneNumberVerified", null);
        change.attributeChanged("phoneNumberVerified", "true");
        change.attributeChanged("phoneNumberVerified", null);

        assertThat(told(toldLast(ACTIVE, null), EMAIL, PHONE))
                .containsExactly("UPDATED {\"status\":\"ACTIVE\",\"fields\":[\"phoneNumberVerified\"]}");
    }

    @Test
    void aSuspendedCustomersAddressThatIsVerifiedIsToldAsThat() {
        enabled = false;
        change.updated(found(SUSPENDED, false));

        assertThat(told(toldLast(SUSPENDED, Set.of()), EMAIL))
                .singleElement()
                .satisfies(told -> assertThat(told).startsWith("VERIFIED "));
    }

    /** No event of its own tells that. */
    @Test
    void aSuspendedCustomersAddressThatIsVerifiedNoLongerIsAnUpdate() {
        enabled = false;
        change.updated(found(SUSPENDED, true));

        assertThat(told(toldLast(SUSPENDED, Set.of(EMAIL))))
                .containsExactly("UPDATED {\"status\":\"SUSPENDED\",\"fields\":[\"emailVerified\"]}");
    }

    @Test
    void theVersionRemembersWhatWasTold() {
        CustomerVersion version = toldLast(PENDING, Set.of());
        change.updated(found(PENDING, false));

        told(version, EMAIL);

        assertThat(version.verifiedToldLast()).containsExactly(EMAIL);
        assertThat(version.statusToldLast()).isEqualTo(ACTIVE);
    }

    /** Whoever has changed it: the room of preferences tells of the rest. */
    @Test
    @Tag("CD-1")
    void theLanguageIsAPreferenceOnEveryPath() {
        change.happened(new CustomerFact.PreferencesChanged(new TreeSet<>(Set.of("channels"))));
        change.attributeChanged("locale", "de");

        assertThat(told(toldLast(ACTIVE, Set.of(EMAIL)), EMAIL))
                .containsExactly(
                        "UPDATED {\"status\":\"ACTIVE\",\"fields\":[\"locale\"]}",
                        "PREFERENCES_CHANGED {\"fields\":[\"channels\",\"language\"],\"changedAt\":\"2026-11-24T06:07:12.391Z\"}");
    }

    @Test
    @Tag("CD-1")
    void whoeverComesWithALanguageHasChangedNothing() {
        change.created(true);
        change.attributeChanged("locale", null);

        assertThat(told(toldLast(null, null), EMAIL)).singleElement().asString().startsWith("CREATED ");
    }

    /** Rooms that are erased after the customer's own record may have something to tell as well. */
    @Test
    @Tag("GD-4")
    void anErasureIsToldWhenAllIsSaid() {
        change.happened(new CustomerFact.Erased("7", Actor.ADMIN));
        change.happened(new CustomerFact.AddressChanged("1", ItemChange.REMOVED));
        change.happened(new CustomerFact.WishlistChanged("2", ItemChange.REMOVED));
        change.attributeChanged("shopStatus", "INACTIVE");
        enabled = false;
        mark = "ERASED";

        List<String> told = told(toldLast(CustomerStatus.INACTIVE, Set.of(EMAIL)));

        assertThat(told)
                .extracting(event -> event.split(" ")[0])
                .containsExactly("STATUS_CHANGED", "ADDRESS_CHANGED", "WISHLIST_CHANGED", "ERASED");
        assertThat(told.get(3))
                .endsWith(
                        "{\"erasureId\":\"7\",\"reason\":\"administration\",\"erasedAt\":\"2026-11-24T06:07:12.391Z\"}");
    }

    @Test
    @Tag("GD-4")
    void whoIsErasedAndDeletedWithItIsToldOfBoth() {
        change.happened(new CustomerFact.AddressChanged("1", ItemChange.REMOVED));
        change.happened(new CustomerFact.Erased("7", Actor.SELF));
        change.deleted(false, true);

        assertThat(told(toldLast(CustomerStatus.INACTIVE, Set.of()), (CustomerState) null))
                .extracting(event -> event.split(" ")[0])
                .containsExactly("ERASED", "DELETED");
    }
}
