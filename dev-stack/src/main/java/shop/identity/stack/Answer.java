package shop.identity.stack;

import java.nio.charset.StandardCharsets;

/**
 * What a server sends back.
 *
 * @param stallMillis waited in the middle of the body
 */
record Answer(int status, String contentType, byte[] body, int stallMillis) {

    static Answer of(int status, String contentType, String body) {
        return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), 0);
    }

    static Answer json(Object value) {
        return of(200, "application/json", Json.write(value));
    }

    static Answer html(String page) {
        return of(200, "text/html; charset=utf-8", page);
    }

    static Answer nothing() {
        return new Answer(204, null, new byte[0], 0);
    }

    Answer stalling(int millis) {
        return new Answer(status, contentType, body, millis);
    }
}
