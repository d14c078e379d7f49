package shop.identity.stack;

/**
 * A text message that the stand-in for a gateway took.
 *
 * @param id         as its sender named it
 * @param receivedAt ISO-8601 instant
 * @param to         the number, in E.164
 */
public record CaughtSms(String id, String receivedAt, String to, String text) {}
