package shop.identity.segments.membership;

/** Of a segment, by their ids. */
record Member(String userId, String segmentId) {}
