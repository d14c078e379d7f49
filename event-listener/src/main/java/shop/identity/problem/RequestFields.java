package shop.identity.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one request, from its body or its query, each asked for by name. {@link #refuseOthers()} comes last and
 * refuses the request if a value was wrong or a name was not asked for: all of them in one answer.
 *
 * <p>A field that is null counts as absent.
 */
public final class RequestFields {

    private static final int LARGEST_BODY = 64 * 1024;
    private static final int MOST_ERRORS = 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<String, JsonNode> others;
    private final boolean typed;
    private final List<FieldError> errors = new ArrayList<>();

    private RequestFields(Map<String, JsonNode> values, boolean typed) {
        this.others = values;
        this.typed = typed;
    }

    public static RequestFields ofQuery(MultivaluedMap<String, String> query) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        List<String> repeated = new ArrayList<>();
        query.forEach((name, given) -> {
            values.put(name, TextNode.valueOf(given.get(0)));
            if (given.size() > 1) {
                repeated.add(name);
            }
        });
        RequestFields fields = new RequestFields(values, false);
        repeated.forEach(name -> fields.wrong(name, "was given more than once"));
        return fields;
    }

    /**
     * @param body a JSON object, or nothing at all, which is one without fields
     * @throws Refusal when it is neither
     */
    public static RequestFields ofBody(InputStream body) {
        return ofBody(read(body));
    }

    /** The same of a body that was {@link #read}. */
    public static RequestFields ofBody(byte[] body) {
        JsonNode json = parse(body);
        if (!json.isObject() && !json.isMissingNode()) {
            throw Refusal.invalid("The body has to be a JSON object.");
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        json.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        return new RequestFields(values, true);
    }

    /**
     * What is there, as a merge patch changes it: what the patch names takes the place of what was there, and null takes it
     * away.
     *
     * @param present the fields that a patch may leave as they are
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396, JSON Merge Patch</a>
     */
    public static RequestFields ofPatch(byte[] body, Map<String, JsonNode> present) {
        Map<String, JsonNode> values = new LinkedHashMap<>(present);
        values.putAll(ofBody(body).others);
        return new RequestFields(values, true);
    }

    /** @throws Refusal 413 when it is too large */
    public static byte[] read(InputStream body) {
        try {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw Refusal.tooLarge("The body is larger than " + LARGEST_BODY + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * For a body whose names are not known beforehand.
     *
     * @return missing when there is nothing at all
     * @throws Refusal when it is no JSON, or an object in it names a field twice
     */
    public static JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (StreamConstraintsException e) {
            throw Refusal.invalid("The body is nested too deeply, or a name or number in it is too long.");
        } catch (JsonProcessingException e) {
            // Its message repeats the body.
            throw Refusal.invalid(
                    "The body is not valid JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ").");
        } catch (IOException e) {
            // The bytes are in memory: nothing but their encoding can be the matter.
            throw Refusal.invalid("The body is not valid JSON in UTF-8.");
        }
    }

    /** Whether there is such a field that nobody has asked for yet; null counts as absent. */
    public boolean has(String name) {
        JsonNode value = others.get(name);
        return value != null && !value.isNull();
    }

    public Optional<String> text(String name) {
        JsonNode value = take(name);
        if (value != null && !value.isTextual()) {
            wrong(name, "has to be a text");
            return Optional.empty();
        }
        Optional<String> text = Optional.ofNullable(value).map(JsonNode::textValue);
        return text.filter(given -> isKeepable(name, given));
    }

    /** @return false: it is wrong, which is told */
    private boolean isKeepable(String name, String text) {
        if (cannotBeKept(text)) {
            wrong(name, "has a character that cannot be kept");
            return false;
        }
        return true;
    }

    /** As {@link #texts}, none of which has a character that cannot be kept. */
    public Optional<List<String>> keepableTexts(String name) {
        return texts(name).filter(given -> given.stream().allMatch(text -> isKeepable(name, text)));
    }

    /** JSON can spell them, but they are no text: PostgreSQL takes neither. */
    private static boolean cannotBeKept(String text) {
        return text.codePoints()
                .anyMatch(character -> character == 0 || Character.getType(character) == Character.SURROGATE);
    }

    /** Of a body: each element may be any text. */
    public Optional<List<String>> texts(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(element.textValue()));
        if (!value.isArray() || texts.contains(null)) {
            wrong(name, "has to be a list of texts");
            return Optional.empty();
        }
        return Optional.of(texts);
    }

    /** Of a body. */
    public Optional<Boolean> flag(String name) {
        JsonNode value = take(name);
        if (value != null && !value.isBoolean()) {
            wrong(name, "has to be true or false");
            return Optional.empty();
        }
        return Optional.ofNullable(value).map(JsonNode::booleanValue);
    }

    /** @param largest the smallest is {@code smallest}; both are allowed */
    public Optional<Integer> number(String name, int smallest, int largest) {
        JsonNode value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            int number = typed ? value.decimalValue().intValueExact() : Integer.parseInt(value.textValue());
            if ((!typed || value.isNumber()) && number >= smallest && number <= largest) {
                return Optional.of(number);
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Told below, as any other number out of the range.
        }
        wrong(name, "has to be a whole number from " + smallest + " to " + largest);
        return Optional.empty();
    }

    /** A point in time as in RFC 3339: {@code 2026-11-24T06:07:12Z}. */
    public Optional<Instant> time(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                wrong(name, "has to be a time with its offset, such as 2026-11-24T06:07:12Z");
                return Optional.empty();
            }
        });
    }

    /** Whatever its value is: it is not to be here. */
    public void refuse(String name, String sentence) {
        others.remove(name);
        wrong(name, sentence);
    }

    /** For what only the caller can judge. */
    public void wrong(String name, String sentence) {
        errors.add(new FieldError(name, sentence));
    }

    /** @throws Refusal naming each field that was wrong, or that nobody asked for */
    public void refuseOthers() {
        others.keySet().forEach(name -> wrong(name, typed ? "is no field of this request" : "is no parameter here"));
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors.subList(0, Math.min(errors.size(), MOST_ERRORS)));
        }
    }

    private JsonNode take(String name) {
        JsonNode value = others.remove(name);
        return value == null || value.isNull() ? null : value;
    }
}
