package shop.identity.preferences;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import shop.identity.consent.ConsentRepresentation;
import shop.identity.customer.ConsentKind;
import shop.identity.request.EntityVersion;

/**
 * Preferences as their customer sees them.
 *
 * @param language null when the customer has not said
 * @param consents one of each kind, asked for or not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PreferencesRepresentation(
        String language, List<String> channels, boolean newsletter, List<ConsentRepresentation> consents) {

    static PreferencesRepresentation of(Preferences preferences) {
        return new PreferencesRepresentation(
                preferences.language(),
                new TreeSet<>(preferences.wishes().channels())
                        .stream().map(MessageChannel::wireName).toList(),
                preferences.newsletter(),
                Stream.of(ConsentKind.values())
                        .map(kind -> ConsentRepresentation.of(kind, preferences.consents()))
                        .toList());
    }

    /** Of what is seen, wherever it is kept and by whichever way it was changed. */
    EntityVersion version() {
        return EntityVersion.of(toString());
    }
}
