package shop.identity.it.segments;

import java.util.List;
import java.util.UUID;
import shop.identity.it.segments.SegmentApi.Answer;

/**
 * One thing that staff can ask for, with a request that is well.
 *
 * @param path below the interface's own
 * @param body empty: none
 */
record SegmentOperation(String method, String path, String body) {

    /** All of them but the removal, after which there would be no segment for the others. */
    static List<SegmentOperation> all(String segment, String customer) {
        return List.of(
                new SegmentOperation("GET", "", ""),
                new SegmentOperation("POST", "", "{\"name\":\"m-" + UUID.randomUUID() + "\"}"),
                new SegmentOperation("POST", "/dry-run", "{\"rule\":\"emailVerified\"}"),
                new SegmentOperation("GET", "/evaluate", ""),
                new SegmentOperation("POST", "/evaluate", ""),
                new SegmentOperation("POST", "/facts", "{\"" + customer + "\":{\"baskets\":1}}"),
                new SegmentOperation("GET", "/facts/" + customer, ""),
                new SegmentOperation("PATCH", "/facts/" + customer, "{\"baskets\":1}"),
                new SegmentOperation("GET", "/" + segment, ""),
                new SegmentOperation("PUT", "/" + segment, "{\"name\":\"vip\",\"rule\":\"fact.orders >= 3\"}"),
                new SegmentOperation("GET", "/" + segment + "/evaluate", ""),
                new SegmentOperation("POST", "/" + segment + "/evaluate", ""));
    }

    static SegmentOperation removal(String segment) {
        return new SegmentOperation("DELETE", "/" + segment, "");
    }

    boolean isRead() {
        return method.equals("GET") || path.equals("/dry-run");
    }

    Answer askedBy(SegmentApi person, String... headers) {
        return person.send(method, path, body, headers);
    }
}
