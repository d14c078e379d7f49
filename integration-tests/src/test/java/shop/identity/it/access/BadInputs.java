package shop.identity.it.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Requests to one endpoint, each with one fault for sure and with oddities beside it: none of them may be carried out. Which ones
 * come out is said by the seed.
 */
final class BadInputs implements Iterator<Exchange> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_LARGE = 65 * 1024;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private interface Fault {
        Exchange in(Exchange good);
    }

    private final Endpoint endpoint;
    private final Exchange good;
    private final Random random;
    private final List<Fault> faults = new ArrayList<>();

    /** @param good a request that would be carried out, with its token */
    BadInputs(Endpoint endpoint, Exchange good, long seed) {
        this.endpoint = endpoint;
        this.good = good;
        this.random = new Random(seed ^ endpoint.toString().hashCode());
        faults.add(this::anUnknownParameter);
        faults.add(this::anotherMethod);
        if (!endpoint.parameters().isEmpty()) {
            faults.add(this::anUnknownId);
            faults.add(this::anUnknownId);
        }
        if (good.body() != null) {
            faults.addAll(List.of(
                    this::brokenJson,
                    this::noObject,
                    this::anUnknownField,
                    this::anUnknownField,
                    this::aWrongType,
                    this::aWrongType,
                    this::aHugeBody,
                    this::aHugeField,
                    this::noUtf8,
                    this::aFieldTwice));
            if (!endpoint.needed().isEmpty()) {
                faults.add(this::aMissingField);
                faults.add(this::aMissingField);
            }
        }
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Exchange next() {
        Exchange bad = faults.get(random.nextInt(faults.size())).in(good);
        for (int oddities = random.nextInt(3); oddities > 0; oddities--) {
            bad = withAnOddity(bad);
        }
        return bad;
    }

    private Exchange withAnOddity(Exchange request) {
        return switch (random.nextInt(6)) {
            case 0 -> request.with("If-Match", header());
            case 1 -> request.with("Idempotency-Key", header());
            case 2 ->
                request.with(
                        "Accept", pick(List.of("text/html", "image/*", "application/xml", "*/*;q=0", "a/b/c", ";")));
            case 3 ->
                request.body() == null
                        ? request
                        : request.with(
                                "Content-Type",
                                pick(List.of(
                                        "text/xml",
                                        "text/plain",
                                        "application/x-www-form-urlencoded",
                                        "multipart/form-data; boundary=x",
                                        "application/json; charset=UTF-16",
                                        "application/octet-stream",
                                        "json")));
            case 4 -> request.with("Accept-Language", header());
            default -> request.with("X-" + random.nextInt(9), header());
        };
    }

    /** What a header can carry at all. */
    private String header() {
        String text = Nasty.text(random).replaceAll("[^\\x20-\\x7e]", "").strip();
        return switch (random.nextInt(5)) {
            case 0 -> "\"" + text + "\"";
            case 1 -> "W/\"1\"";
            case 2 -> "x".repeat(1 + random.nextInt(3000));
            case 3 -> "\"" + random.nextLong() + "\", *x, \"";
            default -> text;
        };
    }

    /** One of the texts in the body is an odd one: the endpoint may take it or not. */
    Exchange withAnOddText() {
        ObjectNode body = body();
        List<String> names = new ArrayList<>();
        body.properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                names.add(field.getKey());
            }
        });
        if (!names.isEmpty()) {
            body.put(pick(names), Nasty.text(random));
        }
        return good.withBody(bytes(body.toString()));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Exchange anUnknownParameter(Exchange request) {
        String name = Shop.encoded("x" + Nasty.text(random));
        String value = Shop.encoded(Nasty.text(random));
        String parameter = random.nextInt(4) == 0 ? name : name + "=" + value;
        return request.withTarget(request.target() + "?" + parameter + (random.nextBoolean() ? "&" + parameter : ""));
    }

    private Exchange anotherMethod(Exchange request) {
        Set<String> other = new TreeSet<>(METHODS);
        Endpoint.inDocs().stream()
                .filter(each -> each.path().equals(endpoint.path()))
                .forEach(each -> other.remove(each.method()));
        if (other.isEmpty()) {
            return anUnknownParameter(request);
        }
        return request.withMethod(pick(List.copyOf(other)));
    }

    /** Whichever of the names in the path. */
    private Exchange anUnknownId(Exchange request) {
        String wrong = "{" + pick(endpoint.parameters()) + "}";
        String[] documented = endpoint.path().split("/");
        String[] segments = request.target().split("/");
        for (int i = 0; i < documented.length; i++) {
            if (documented[i].equals(wrong)) {
                segments[i] = unknownId();
            }
        }
        // A PUT makes what is not there yet: its name has to be wrong.
        String target = String.join("/", segments);
        return request.method().equals("PUT") && documented[documented.length - 1].startsWith("{")
                ? anUnknownParameter(request.withTarget(target))
                : request.withTarget(target);
    }

    /** In the spelling of the wire. What means another path, or none, is not for the interface to judge. */
    private String unknownId() {
        if (random.nextInt(4) == 0) {
            return UUID.randomUUID().toString();
        }
        String text = Nasty.text(random).replaceAll("[/\\\\;.\\u0000-\\u001f]", "");
        return text.isBlank() ? "0" : Shop.encoded(text.length() > 1000 ? text.substring(0, 1000) : text);
    }

    private ObjectNode body() {
        try {
            return (ObjectNode) JSON.readTree(good.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Exchange brokenJson(Exchange request) {
        String whole = body().toString();
        String broken =
                switch (random.nextInt(4)) {
                    case 0 -> whole.substring(0, 1 + random.nextInt(whole.length() - 1));
                    case 1 -> whole + Nasty.text(random).strip() + "}";
                    case 2 -> whole.replaceFirst("[\"}]", "");
                    default -> "{" + Nasty.text(random);
                };
        return request.withBody(bytes(broken));
    }

    private Exchange noObject(Exchange request) {
        return request.withBody(bytes(pick(List.of(
                "[]", "null", "1", "true", "\"" + "x".repeat(9) + "\"", "[" + body() + "]", "[".repeat(5000)))));
    }

    private Exchange anUnknownField(Exchange request) {
        ObjectNode body = body();
        body.set("x" + Nasty.text(random), TextNode.valueOf(Nasty.text(random)));
        return request.withBody(bytes(body.toString()));
    }

    private Exchange aWrongType(Exchange request) {
        ObjectNode body = body();
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return anUnknownField(request);
        }
        String name = pick(names);
        JsonNode value = body.get(name);
        body.putRawValue(name, new RawValue(otherThan(value)));
        return request.withBody(bytes(body.toString()));
    }

    /** Where the example has nothing, only an object is sure to be wrong. */
    private String otherThan(JsonNode value) {
        if (value.isObject()) {
            return "\"four\"";
        }
        boolean any = value.isNull();
        return Nasty.value(
                random,
                any || value.isTextual(),
                any || value.isNumber(),
                any || value.isBoolean(),
                any || value.isArray());
    }

    private Exchange aMissingField(Exchange request) {
        ObjectNode body = body();
        String name = pick(List.copyOf(endpoint.needed()));
        if (random.nextBoolean()) {
            body.remove(name);
        } else {
            body.putNull(name);
        }
        return request.withBody(random.nextInt(8) == 0 ? new byte[0] : bytes(body.toString()));
    }

    private Exchange aHugeBody(Exchange request) {
        String blanks = " ".repeat(TOO_LARGE);
        return request.withBody(bytes(random.nextBoolean() ? blanks + body() : "x".repeat(TOO_LARGE)));
    }

    private Exchange aHugeField(Exchange request) {
        ObjectNode body = body();
        body.put("x" + random.nextInt(9), Nasty.text(random) + "x".repeat(random.nextInt(60_000)));
        return request.withBody(bytes(body.toString()));
    }

    private Exchange noUtf8(Exchange request) {
        byte[] bytes = bytes(body().put("x", "####").toString());
        int at = new String(bytes, StandardCharsets.UTF_8).indexOf("####");
        byte[] wrong = pick(List.of(
                new byte[] {(byte) 0xff, (byte) 0xfe},
                new byte[] {(byte) 0xc0, (byte) 0x80},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xf8, 0, 0, 0}));
        System.arraycopy(wrong, 0, bytes, at < 0 ? 1 : at, wrong.length);
        return random.nextInt(4) == 0
                ? request.withBody(("x" + body()).getBytes(StandardCharsets.UTF_16))
                : request.withBody(bytes);
    }

    private Exchange aFieldTwice(Exchange request) {
        String whole = body().toString();
        return request.withBody(bytes(
                "{\"x\":1," + (whole.length() > 2 ? whole.substring(1, whole.length() - 1) + "," : "") + "\"x\":1}"));
    }
}
