package shop.identity.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.request.EntityVersion;

@Tag("CD-2")
class AddressFieldsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ID = "01a20cd2-b32e-7b31-98f9-5df268b8e768";

    private final AddressFormats formats = AddressFormats.bundled();
    private final ObjectNode body = german();

    private static ObjectNode german() {
        ObjectNode body = JSON.createObjectNode();
        body.put("kind", "billing").put("default", true).put("recipient", "Erika Mustermann");
        body.putArray("streetLines").add("Heidestraße 17");
        return body.put("postalCode", "51147").put("city", "Köln").put("country", "DE");
    }

    private AddressFields fields() {
        return new AddressFields(RequestFields.ofBody(body.toString().getBytes(StandardCharsets.UTF_8)), formats);
    }

    private PostalAddress where() {
        return fields().draft().where();
    }

    /** Each field that is wrong, with what is said of it. */
    private List<String> wrong() {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> fields().draft());
        assertThat(refusal).as(body.toString()).isNotNull();
        List<String> wrong = new ArrayList<>();
        parse((String) refusal.getResponse().getEntity())
                .get("errors")
                .forEach(error -> wrong.add(
                        error.get("field").asText() + " " + error.get("detail").asText()));
        return wrong;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    @Test
    void asItIsKept() {
        body.put("company", " ").put("phone", "0221 4710").put("country", "de");

        AddressDraft draft = fields().draft();

        assertThat(draft.kind()).hasValue(AddressKind.BILLING);
        assertThat(draft.isDefault()).hasValue(true);
        assertThat(draft.where())
                .isEqualTo(new PostalAddress(
                        "Erika Mustermann",
                        null,
                        List.of("Heidestraße 17"),
                        "51147",
                        "Köln",
                        null,
                        "DE",
                        "+492214710"));
    }

    @Test
    void kindAndDefaultNeedNotBeSaid() {
        body.remove(List.of("kind", "default"));

        AddressDraft draft = fields().draft();

        assertThat(draft.kind()).isEmpty();
        assertThat(draft.asksForDefault()).isFalse();
        assertThat(draft.refusesDefault()).isFalse();
    }

    @Test
    void emptyLinesAreLeftOut() {
        ((ArrayNode) body.get("streetLines")).add(" ").add("3. Stock");

        assertThat(where().streetLines()).containsExactly("Heidestraße 17", "3. Stock");
    }

    @Test
    void allThatIsNeededIsSaidAtOnce() {
        body.removeAll();

        assertThat(wrong())
                .containsExactlyInAnyOrder("country is needed", "recipient is needed", "streetLines is needed");
    }

    @ParameterizedTest
    @CsvSource({
        "DE, postalCode, postalCode is needed in DE",
        "DE, city, city is needed in DE",
        "GB, city, city is needed in GB",
        "US, region, region is needed in US",
        "HK, region, region is needed in HK"
    })
    void whatACountryNeeds(String country, String missing, String said) {
        body.put("country", country).remove(missing);

        assertThat(wrong()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({
        "IE, '', Dublin, '', true",
        "IE, A65 F4E2, Dublin, '', true",
        "IE, 12, Dublin, '', false",
        "SG, 546080, '', '', true",
        "AE, '', '', Dubai, true",
        "AE, '', '', Atlantis, false",
        "US, 94043, Mountain View, CA, true",
        "US, 94043, Mountain View, California, true",
        "US, 74043, Mountain View, CA, false",
        "US, 94043, Mountain View, Bavaria, false",
        "VN, 700000, Hồ Chí Minh, '', true",
        "VN, '', Huế, Thành phố Huế, true",
        "JP, 100-0001, '', 東京都, true",
        "JP, 100-0001, '', Tokyo, true",
        "CO, '', Bogotá, whatever there is, true",
        "AQ, '', McMurdo, '', true",
        "XX, 1, X, '', false"
    })
    void byTheCountry(String country, String postalCode, String city, String region, boolean isRight) {
        body.put("country", country)
                .put("postalCode", postalCode)
                .put("city", city)
                .put("region", region);

        if (isRight) {
            assertThat(where().country()).isEqualTo(country);
        } else {
            assertThat(wrong()).hasSize(1);
        }
    }

    @Test
    void theSentenceNamesAPostalCodeThatWouldDo() {
        body.put("postalCode", "SW1A 1AA");

        assertThat(wrong()).containsExactly("postalCode has to be one of DE, such as 26133");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recipient", "company", "postalCode", "city", "region", "country", "phone", "kind"})
    void whatIsNoTextIsRefused(String field) {
        for (JsonNode value : List.of(
                JSON.getNodeFactory().numberNode(1),
                JSON.getNodeFactory().booleanNode(true),
                JSON.createArrayNode(),
                JSON.createObjectNode())) {
            body.set(field, value);

            assertThat(wrong()).contains(field + " has to be a text");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"recipient", "company", "city", "region"})
    void atMostAHundredCharacters(String field) {
        body.put(field, "\uD83D\uDE00".repeat(100));
        where();

        body.put(field, "x".repeat(101));
        assertThat(wrong()).containsExactly(field + " is longer than 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recipient", "company", "city", "region", "postalCode", "phone", "country"})
    void controlCharactersAreRefused(String field) {
        body.put(field, "a\u001Bb");
        assertThat(wrong()).containsExactly(field + " has characters that are no text");

        body.put(field, "a\u0000b");
        assertThat(wrong()).singleElement().asString().startsWith(field + " has ");
    }

    @Test
    void streetLinesAreLinesToo() {
        ArrayNode lines = body.putArray("streetLines").add("x".repeat(101));
        assertThat(wrong()).containsExactly("streetLines is longer than 100 characters");

        lines.removeAll().add("a\nb");
        assertThat(wrong()).containsExactly("streetLines has characters that are no text");

        lines.removeAll().add("1").add("2").add("3").add("4").add("5");
        assertThat(wrong()).containsExactly("streetLines has more than 4 lines");

        lines.removeAll().add("").add(" ");
        assertThat(wrong()).containsExactly("streetLines is needed");

        lines.removeAll().add(1);
        assertThat(wrong()).containsExactly("streetLines has to be a list of texts");

        body.put("streetLines", "Heidestraße 17");
        assertThat(wrong()).containsExactly("streetLines has to be a list of texts");
    }

    @Test
    void kindAndDefaultAndPhoneHaveToBeSome() {
        body.put("kind", "SHIPPING").put("default", "yes").put("phone", "12");

        assertThat(wrong())
                .containsExactlyInAnyOrder(
                        "kind has to be shipping or billing",
                        "default has to be true or false",
                        "phone has to be a valid telephone number, such as +4930901820");
    }

    @Test
    void unknownFieldsAreRefused() {
        body.put("zip", "51147").put("id", ID);

        assertThat(wrong())
                .containsExactlyInAnyOrder("zip is no field of this request", "id is no field of this request");
    }

    @Test
    void whatWasShownCanBeSentBack() {
        Address shown = new Address(ID, AddressKind.BILLING, true, where(), new EntityVersion(7));
        ObjectNode back = JSON.valueToTree(AddressRepresentation.of(shown));
        body.removeAll();
        body.setAll(back);

        AddressDraft draft = fields().draftOf(ID);

        assertThat(draft.where()).isEqualTo(shown.where());
        assertThat(draft.kind()).hasValue(AddressKind.BILLING);
        assertThat(draft.isDefault()).hasValue(true);
    }

    @Test
    void anotherIdIsRefused() {
        body.put("id", "another");

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> fields().draftOf(ID));

        assertThat((String) refusal.getResponse().getEntity()).contains("id: is another one than the address has");
    }

    @Test
    void aPatchLeavesTheRest() {
        body.put("company", "Muster GmbH");
        Address present = new Address(ID, AddressKind.BILLING, true, where(), new EntityVersion(7));

        AddressDraft draft = patched(present, "{\"company\": null, \"city\": \"Berlin\", \"postalCode\": \"10557\"}");

        assertThat(draft.kind()).as("not said").isEmpty();
        assertThat(draft.isDefault()).as("not said").isEmpty();
        assertThat(draft.where())
                .isEqualTo(new PostalAddress(
                        "Erika Mustermann", null, List.of("Heidestraße 17"), "10557", "Berlin", null, "DE", null));
        assertThat(patched(present, "{\"default\": true}"))
                .isEqualTo(new AddressDraft(java.util.Optional.empty(), java.util.Optional.of(true), present.where()));
    }

    private AddressDraft patched(Address present, String patch) {
        RequestFields fields = new AddressPatch(patch.getBytes(StandardCharsets.UTF_8)).on(present);
        return new AddressFields(fields, formats).draftOf(ID);
    }
}
