package shop.identity.consent;

import java.time.Instant;
import shop.identity.customer.ConsentKind;

/**
 * What a customer said once.
 *
 * @param isGiven     false: refused, or withdrawn
 * @param textVersion of the text that the customer had before the eyes
 * @param actor       who said so, as the headers of events name them
 * @param channel     where, as the headers of events name it
 */
public record Consent(
        ConsentKind kind, boolean isGiven, String textVersion, Instant at, String actor, String channel) {}
