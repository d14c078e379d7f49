package shop.identity.preferences;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import shop.identity.consent.Consent;
import shop.identity.customer.ConsentKind;

/**
 * What a customer wishes and agreed to.
 *
 * @param language as Keycloak's attribute {@code locale} says it; null when the customer has not said
 * @param wishes   as they are kept
 * @param consents what counts, at most one of a kind
 */
record Preferences(String language, Wishes wishes, List<Consent> consents) {

    static final String LANGUAGE = "language";
    static final String CHANNELS = "channels";
    static final String NEWSLETTER = "newsletter";

    Preferences {
        consents = List.copyOf(consents);
    }

    /** There is none without the consent to marketing. */
    boolean newsletter() {
        return wishes.newsletter() && isGiven(ConsentKind.MARKETING);
    }

    boolean isGiven(ConsentKind kind) {
        return consents.stream().anyMatch(consent -> consent.kind() == kind && consent.isGiven());
    }

    /** @return the names of what is another, consents by their kinds */
    SortedSet<String> changedFrom(Preferences before) {
        SortedSet<String> changed = new TreeSet<>();
        if (language == null ? before.language != null : !language.equals(before.language)) {
            changed.add(LANGUAGE);
        }
        if (!wishes.channels().equals(before.wishes.channels())) {
            changed.add(CHANNELS);
        }
        if (newsletter() != before.newsletter()) {
            changed.add(NEWSLETTER);
        }
        consents.stream()
                .filter(consent -> !before.consents.contains(consent))
                .forEach(consent -> changed.add(consent.kind().wireName()));
        return changed;
    }
}
