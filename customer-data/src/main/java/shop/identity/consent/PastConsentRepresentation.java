package shop.identity.consent;

import java.time.temporal.ChronoUnit;

/**
 * One entry of the log.
 *
 * @param time    RFC 3339, UTC
 * @param actor   {@code self}, {@code admin} or {@code system}
 * @param channel as the header of events names it
 */
public record PastConsentRepresentation(
        String kind, boolean given, String textVersion, String time, String actor, String channel) {

    public static PastConsentRepresentation of(Consent consent) {
        return new PastConsentRepresentation(
                consent.kind().wireName(),
                consent.isGiven(),
                consent.textVersion(),
                consent.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                consent.actor(),
                consent.channel());
    }
}
