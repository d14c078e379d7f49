package shop.identity.stack;

/**
 * A request that a stand-in was sent, whatever became of it.
 *
 * @param at ISO-8601 instant
 * @param idempotencyKey the header of that name; null when there was none
 * @param status the answer
 */
public record ReceivedRequest(String at, String method, String path, String idempotencyKey, String body, int status) {}
