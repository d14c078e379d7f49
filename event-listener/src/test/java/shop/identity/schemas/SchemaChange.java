package shop.identity.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What in a changed schema would break somebody: consumers that know the released schema and meet new records, or
 * consumers that know the changed one and meet records that are on the topic already.
 *
 * <p>So nothing that was said may change, but for words that only explain. What may come is a property that is not
 * required: consumers ignore properties they do not know.
 */
final class SchemaChange {

    private static final Set<String> WORDS = Set.of("title", "description", "$comment", "examples");

    /** Lists whose order says nothing. */
    private static final Set<String> SETS = Set.of("required", "enum", "type");

    private final List<String> breaks = new ArrayList<>();

    private SchemaChange() {}

    /** @return one sentence per break, none when the change is compatible */
    static List<String> breaks(JsonNode released, JsonNode changed) {
        SchemaChange change = new SchemaChange();
        change.compare("", released, changed);
        return change.breaks;
    }

    private void compare(String where, JsonNode released, JsonNode changed) {
        if (!released.isObject() || !changed.isObject()) {
            if (!released.equals(changed)) {
                breaks.add(at(where) + " was " + released + " and is " + changed);
            }
            return;
        }
        for (String keyword : keywordsOf(released, changed)) {
            JsonNode before = released.path(keyword);
            JsonNode after = changed.path(keyword);
            if (keyword.equals("properties")) {
                compareProperties(where, before, after);
            } else if (SETS.contains(keyword) && before.isArray() && after.isArray()) {
                compareSets(where + "/" + keyword, before, after);
            } else if (before.isMissingNode()) {
                breaks.add(at(where) + " is now restricted by " + keyword + " " + after);
            } else if (after.isMissingNode()) {
                breaks.add(at(where) + " is no longer restricted by " + keyword + " " + before);
            } else {
                compare(where + "/" + keyword, before, after);
            }
        }
    }

    private static Set<String> keywordsOf(JsonNode released, JsonNode changed) {
        Set<String> keywords = new TreeSet<>();
        released.fieldNames().forEachRemaining(keywords::add);
        changed.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(WORDS);
        return keywords;
    }

    private void compareProperties(String where, JsonNode before, JsonNode after) {
        before.fieldNames().forEachRemaining(name -> {
            if (after.has(name)) {
                compare(where + "/" + name, before.get(name), after.get(name));
            } else {
                breaks.add("property " + where + "/" + name + " is gone");
            }
        });
    }

    private void compareSets(String where, JsonNode before, JsonNode after) {
        Set<JsonNode> gone = elements(before);
        gone.removeAll(elements(after));
        gone.forEach(value -> breaks.add(at(where) + " lost " + value));
        Set<JsonNode> added = elements(after);
        added.removeAll(elements(before));
        added.forEach(value -> breaks.add(at(where) + " gained " + value));
    }

    private static Set<JsonNode> elements(JsonNode list) {
        Set<JsonNode> elements = new HashSet<>();
        list.forEach(elements::add);
        return elements;
    }

    private static String at(String where) {
        return where.isEmpty() ? "the data" : where;
    }
}
