package shop.identity.lockout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.keycloak.util.JsonSerialization;

/** Attempts that are being looked at, as the table has them: since when, in milliseconds, by their ids. */
final class PendingAttempts {

    private PendingAttempts() {}

    static Map<UUID, Instant> of(String json) {
        try {
            Map<UUID, Instant> pending = new HashMap<>();
            JsonSerialization.mapper
                    .readValue(json, new TypeReference<Map<String, Long>>() {})
                    .forEach((id, since) -> pending.put(UUID.fromString(id), Instant.ofEpochMilli(since)));
            return pending;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("attempts that were written by something else", e);
        }
    }

    /** Ids and numbers need no escapes. */
    static String toJson(Map<UUID, Instant> pending) {
        return pending.entrySet().stream()
                .map(attempt ->
                        "\"" + attempt.getKey() + "\":" + attempt.getValue().toEpochMilli())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
