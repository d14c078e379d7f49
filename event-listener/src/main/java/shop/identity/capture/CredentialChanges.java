package shop.identity.capture;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one transaction did to one customer's credentials, by their ids: types, no values. */
final class CredentialChanges {

    /** What Keycloak keeps to refuse passwords used before: nobody can log in with one. */
    private static final String PAST_PASSWORD = "password-history";

    private final Map<String, String> set = new HashMap<>();
    private final Map<String, String> removed = new HashMap<>();
    private final Set<String> foundNone = new HashSet<>();

    void created(String id, String type) {
        foundNone.add(id);
        set.put(id, type);
    }

    void replaced(String id, String type) {
        set.put(id, type);
    }

    /** What comes and goes within the transaction was never there. */
    void removed(String id, String type) {
        set.remove(id);
        if (!foundNone.contains(id)) {
            removed.put(id, type);
        }
    }

    /** By type. A new one counts, whatever else went: who has new recovery codes has lost the old ones. */
    SortedMap<String, CredentialChange> byType() {
        SortedMap<String, CredentialChange> changes = new TreeMap<>();
        removed.values().forEach(type -> changes.put(type, CredentialChange.REMOVED));
        set.values().forEach(type -> changes.put(type, CredentialChange.SET));
        changes.remove(PAST_PASSWORD);
        return changes;
    }
}
