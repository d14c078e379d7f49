package shop.identity.details;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.models.UserModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.userprofile.Attributes;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;

/**
 * What of a profile is to be another: a JSON merge patch of what {@link Profile#show()} shows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396, JSON Merge Patch</a>
 */
record ProfilePatch(Map<String, List<String>> values) {

    /** What Keycloak takes for nothing; without any value it would leave the attribute as it is. */
    private static final List<String> NOTHING = List.of("");

    /** What has a place of its own to be changed, whatever the realm's user profile says. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            UserModel.EMAIL, "is changed in the account pages, where the new address is verified",
            UserModel.USERNAME, "is changed in the account pages",
            UserModel.LOCALE, "is changed with the preferences: it is their language");

    /**
     * @param declared what the realm's user profile has
     * @param profile  as the customer may see and change it
     * @throws Refusal 400, naming each field that cannot be changed
     */
    static ProfilePatch of(byte[] body, List<UPAttribute> declared, Attributes profile) {
        JsonNode sent = RequestFields.parse(body);
        RequestFields fields = RequestFields.ofBody(body);
        Map<String, List<String>> values = new TreeMap<>();
        ELSEWHERE.forEach((name, sentence) -> {
            if (sent.has(name)) {
                fields.refuse(name, sentence);
            }
        });
        for (UPAttribute attribute : declared) {
            String name = attribute.getName();
            boolean isSent = sent.has(name) && !ELSEWHERE.containsKey(name);
            if (isSent && profile.getReadable().containsKey(name)) {
                take(fields, attribute, profile).ifPresent(value -> values.put(name, value));
            }
        }
        fields.refuseOthers();
        return new ProfilePatch(values);
    }

    /** Of what may not even be seen, nobody learns that it is there. */
    private static Optional<List<String>> take(RequestFields fields, UPAttribute attribute, Attributes profile) {
        String name = attribute.getName();
        if (profile.isReadOnly(name)) {
            fields.refuse(name, "cannot be changed by the customer");
            return Optional.empty();
        }
        boolean isGiven = fields.has(name);
        Optional<List<String>> value = attribute.isMultivalued()
                ? fields.keepableTexts(name)
                : fields.text(name).map(List::of);
        return isGiven ? value.map(given -> given.isEmpty() ? NOTHING : given) : Optional.of(NOTHING);
    }

    /** What is there, with what is to be another in its place. */
    Map<String, List<String>> on(Attributes present) {
        Map<String, List<String>> next = new HashMap<>(present.toMap());
        next.putAll(values);
        return next;
    }
}
