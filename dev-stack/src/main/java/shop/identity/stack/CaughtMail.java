package shop.identity.stack;

import java.util.List;

/**
 * A mail that the catcher took in.
 *
 * @param id counts from 1
 * @param receivedAt ISO-8601 instant
 * @param from address in the envelope
 * @param to addresses in the envelope, those of blind copies too
 * @param text the plain text; empty when the mail has none
 * @param html the HTML; empty when the mail has none
 * @param messageId the header {@code Message-ID}; empty when the mail has none
 */
public record CaughtMail(
        String id,
        String receivedAt,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        String messageId) {}
