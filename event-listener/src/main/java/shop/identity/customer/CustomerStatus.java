package shop.identity.customer;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.keycloak.models.UserModel;

/**
 * Where a customer stands. The truth lives in Keycloak's own user record, so that the admin console, REST, imports and
 * the pack's own code all change the same thing: {@link #of} reads it from there, {@link #put} writes it. Keycloak has no
 * flag for the last two: they are marks in the user attribute {@value #MARK}.
 */
public enum CustomerStatus {
    /** The e-mail address is not verified yet. */
    PENDING,
    /** May log in and buy. */
    ACTIVE,
    /** Login is refused: support disabled the account, or Keycloak locked it for good. */
    SUSPENDED,
    /** The account was given up. While its deletion is still to come the customer may come back. */
    INACTIVE,
    /** The customer's personal data is gone, for good. The account is disabled as well. */
    ERASED;

    /** Says {@code INACTIVE} or {@code ERASED}; whatever else it says is no mark. */
    public static final String MARK = "shopStatus";

    /** When the account of an inactive customer is to be deleted, in RFC 3339. Without it nothing is scheduled. */
    public static final String DELETION_DUE = "shopDeletionDue";

    /**
     * An erased customer is erased, whatever else the record says: that is the side to err on. Disabled wins over inactive:
     * whoever is suspended cannot come back. Both win over unverified: neither is waiting for a mail.
     *
     * @param mark null when there is none
     */
    public static CustomerStatus of(boolean enabled, boolean emailVerified, String mark) {
        if (ERASED.name().equals(mark)) {
            return ERASED;
        }
        if (!enabled) {
            return SUSPENDED;
        }
        if (INACTIVE.name().equals(mark)) {
            return INACTIVE;
        }
        return emailVerified ? ACTIVE : PENDING;
    }

    public static CustomerStatus of(UserModel user) {
        // Whoever has both marks is erased, and in the order of the alphabet that is the first.
        String mark = user.getAttributeStream(MARK)
                .filter(value -> value.equals(ERASED.name()) || value.equals(INACTIVE.name()))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return of(user.isEnabled(), user.isEmailVerified(), mark);
    }

    /** What a customer can become from here, on whatever path; {@link #ERASED} by an {@linkplain Erasing erasure} alone. */
    public Set<CustomerStatus> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(ACTIVE, SUSPENDED, INACTIVE, ERASED);
            // Back, when the address is another one and has to be verified again.
            case ACTIVE -> EnumSet.of(PENDING, SUSPENDED, INACTIVE, ERASED);
            // A suspension that is lifted leads to where the customer was before it.
            case SUSPENDED -> EnumSet.of(PENDING, ACTIVE, INACTIVE, ERASED);
            case INACTIVE -> EnumSet.of(PENDING, ACTIVE, SUSPENDED, ERASED);
            case ERASED -> EnumSet.noneOf(CustomerStatus.class);
        };
    }

    /**
     * Makes the record say so. A suspended customer keeps the mark: what was given up stays given up, and is deleted when it
     * is due.
     */
    public void put(UserModel user) {
        user.setEnabled(this != SUSPENDED && this != ERASED);
        switch (this) {
            case PENDING, ACTIVE -> {
                user.setEmailVerified(this == ACTIVE);
                user.removeAttribute(MARK);
                user.removeAttribute(DELETION_DUE);
            }
            case INACTIVE, ERASED -> user.setSingleAttribute(MARK, name());
            case SUSPENDED -> {}
        }
    }

    /** Where not, sessions end as well. */
    public boolean mayLogIn() {
        return switch (this) {
            case PENDING, ACTIVE -> true;
            case SUSPENDED, INACTIVE, ERASED -> false;
        };
    }
}
