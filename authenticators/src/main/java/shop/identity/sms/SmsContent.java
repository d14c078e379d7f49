package shop.identity.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.keycloak.util.JsonSerialization;

/** What is sealed of a message while it waits. */
record SmsContent(String to, String text) {

    static SmsContent of(byte[] bytes) {
        try {
            return JsonSerialization.readValue(bytes, SmsContent.class);
        } catch (IOException e) {
            // Without its cause, whose message repeats a part of the text.
            throw new IllegalStateException("a message of another form");
        }
    }

    byte[] bytes() {
        try {
            return JsonSerialization.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "SmsContent[]";
    }
}
