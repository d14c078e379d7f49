package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import shop.identity.it.ground.Ground;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.KeycloakNode;

/** Customers' address books, over REST and in the table. */
final class Addresses {

    private static final Map<String, String> SCHEMAS = Map.of(
            "GET ", "Address",
            "POST ", "Address",
            "GET /{id}", "Address",
            "PUT /{id}", "Address",
            "PATCH /{id}", "Address");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ground ground;

    Addresses(Ground ground) {
        this.ground = ground;
    }

    static OwnInterface at(KeycloakNode node, String realm) {
        return new OwnInterface(node, realm, "addresses", SCHEMAS);
    }

    static ObjectNode body(String street) {
        ObjectNode body = JSON.createObjectNode().put("recipient", "Erika Mustermann");
        body.putArray("streetLines").add(street);
        return body.put("postalCode", "51147").put("city", "Köln").put("country", "DE");
    }

    static String shipping(String street, boolean isDefault) {
        return body(street).put("kind", "shipping").put("default", isDefault).toString();
    }

    static String billing(String street, boolean isDefault) {
        return body(street).put("kind", "billing").put("default", isDefault).toString();
    }

    /** @return the id */
    static String add(OwnInterface api, Shopper who, String body) {
        Answer answer = api.post(who, "", body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("id");
    }

    /** What was done to which, when so much was to be told. */
    List<String> told(Shopper who, int count) {
        return ground.topic().settled(who.id(), 1 + count).stream()
                .filter(record -> record.type().equals("customer.address_changed"))
                .map(record -> record.data().get("change").asText() + " "
                        + record.data().get("addressId").asText())
                .toList();
    }

    /** Kind and street of each that is a default. */
    List<String> defaults(String userId) {
        return ground.query(
                "SELECT concat_ws(' ', KIND, STREET) FROM SHOP_ADDRESS WHERE USER_ID = ? AND IS_DEFAULT ORDER BY KIND",
                userId);
    }

    long rows(String userId) {
        return ground.count("SELECT COUNT(*) FROM SHOP_ADDRESS WHERE USER_ID = ?", userId);
    }
}
