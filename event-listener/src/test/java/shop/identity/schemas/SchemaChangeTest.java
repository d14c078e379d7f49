package shop.identity.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("EV-4")
class SchemaChangeTest {

    private static final String RELEASED = """
            {"$id": "urn:thing:1", "title": "A thing.", "type": "object",
             "properties": {
               "id": {"type": "string", "maxLength": 255, "description": "Whose."},
               "state": {"enum": ["A", "B"]},
               "size": {"type": ["integer", "null"]},
               "parts": {"type": "array", "items": {"type": "string"}, "minItems": 1},
               "more": {"type": "object", "properties": {"note": {"type": "string"}}, "additionalProperties": false}},
             "required": ["id", "state"],
             "additionalProperties": false}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            optional property added        | "size":               | "colour": {"type": "string"}, "size":
            optional property added inside | {"note":              | {"colour": {"type": "string"}, "note":
            other words                    | "A thing."            | "Something."
            words added                    | "minItems": 1         | "minItems": 1, "description": "Its parts."
            order of values                | ["A", "B"]            | ["B", "A"]
            order of required properties   | ["id", "state"]       | ["state", "id"]
            """)
    void compatible(String what, String text, String other) throws JsonProcessingException {
        assertThat(SchemaChange.breaks(json(RELEASED), changed(text, other))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            property renamed          | "size":         | "length":                | property /size is gone
            property renamed inside   | {"note":        | {"remark":               | property /more/note is gone
            property now required     | ["id", "state"] | ["id", "state", "size"]  | /required gained "size"
            property no longer required | ["id", "state"] | ["id"]                 | /required lost "state"
            type changed              | "id": {"type": "string" | "id": {"type": "integer" | /id/type was "string" and is "integer"
            type narrowed             | ["integer", "null"] | ["integer"]          | /size/type lost "null"
            type widened              | ["integer", "null"] | ["integer", "null", "string"] | /size/type gained "string"
            type of elements changed  | "items": {"type": "string"} | "items": {"type": "integer"} | /parts/items/type was "string" and is "integer"
            value added               | ["A", "B"]      | ["A", "B", "C"]          | /state/enum gained "C"
            value removed             | ["A", "B"]      | ["A"]                    | /state/enum lost "B"
            limit lowered             | 255             | 36                       | /id/maxLength was 255 and is 36
            limit raised              | 255             | 1000                     | /id/maxLength was 255 and is 1000
            limit added               | "minItems": 1   | "minItems": 1, "maxItems": 9 | /parts is now restricted by maxItems 9
            limit dropped             | , "minItems": 1 | `` | /parts is no longer restricted by minItems 1
            closed object opened      | "required": ["id", "state"], "additionalProperties": false | "required": ["id", "state"] | the data is no longer restricted by additionalProperties false
            another name              | urn:thing:1     | urn:thing:2              | /$id was "urn:thing:1" and is "urn:thing:2"
            """)
    void breaking(String what, String text, String other, String sentence) throws JsonProcessingException {
        assertThat(SchemaChange.breaks(json(RELEASED), changed(text, other))).containsExactly(sentence);
    }

    private static JsonNode changed(String text, String other) throws JsonProcessingException {
        String released = RELEASED.replaceAll("\\s+", " ");
        assertThat(released).contains(text);
        return json(released.replace(text, other));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
