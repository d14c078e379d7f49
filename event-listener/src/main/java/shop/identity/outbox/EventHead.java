package shop.identity.outbox;

import java.util.UUID;

/** What staff may know of an event: never its payload. */
record EventHead(UUID id, String customerId, String type, long sequence) {}
