package shop.identity.address;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import shop.identity.problem.RequestFields;

/** What of an address is to be another, as a JSON merge patch; the rest stays. */
record AddressPatch(byte[] body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** They stay by themselves, and are no wishes when nobody says them. */
    private static final Set<String> LEFT_ALONE = Set.of("id", "kind", "default");

    /** @throws shop.identity.problem.Refusal 400 when it is no JSON object */
    RequestFields on(Address present) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        JSON.valueToTree(AddressRepresentation.of(present)).properties().forEach(field -> {
            if (!LEFT_ALONE.contains(field.getKey())) {
                fields.put(field.getKey(), field.getValue());
            }
        });
        return RequestFields.ofPatch(body, fields);
    }
}
