package shop.identity.customer;

import java.util.Objects;

/**
 * A customer said yes or no.
 *
 * @param isGiven     false: refused, or withdrawn
 * @param textVersion which text the customer had before the eyes
 * @param origin      who said so, and where
 */
public record ConsentDecision(ConsentKind kind, boolean isGiven, String textVersion, Origin origin) {

    public ConsentDecision {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(textVersion, "textVersion");
        Objects.requireNonNull(origin, "origin");
    }
}
