package shop.identity.consent;

import java.time.Instant;

/**
 * What counts of one customer and kind.
 *
 * @param isGiven     false: refused, or withdrawn
 * @param textVersion of the text that the customer had before the eyes
 */
record Consent(boolean isGiven, String textVersion, Instant at) {}
