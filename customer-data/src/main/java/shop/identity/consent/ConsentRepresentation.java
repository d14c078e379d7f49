package shop.identity.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.temporal.ChronoUnit;
import java.util.List;
import shop.identity.customer.ConsentKind;

/**
 * What counts of one kind, as its customer sees it.
 *
 * @param textVersion null when the customer was never asked
 * @param time        RFC 3339, UTC; null when the customer was never asked
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConsentRepresentation(String kind, boolean given, String textVersion, String time) {

    /** @param consents what counts */
    public static ConsentRepresentation of(ConsentKind kind, List<Consent> consents) {
        return consents.stream()
                .filter(consent -> consent.kind() == kind)
                .findFirst()
                .map(ConsentRepresentation::of)
                .orElseGet(() -> new ConsentRepresentation(kind.wireName(), false, null, null));
    }

    private static ConsentRepresentation of(Consent consent) {
        return new ConsentRepresentation(
                consent.kind().wireName(),
                consent.isGiven(),
                consent.textVersion(),
                consent.at().truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
