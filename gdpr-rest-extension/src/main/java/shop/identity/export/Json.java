package shop.identity.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** A document that is written entry by entry, with the forms that all its sections have in common. */
record Json(JsonGenerator to) {

    /** Writes the entries of an object or a list. */
    @FunctionalInterface
    interface Entries {
        void write() throws IOException;
    }

    /** Writes one of several. */
    @FunctionalInterface
    interface Entry<T> {
        void write(T entry) throws IOException;
    }

    void object(Entries entries) throws IOException {
        to.writeStartObject();
        entries.write();
        to.writeEndObject();
    }

    void object(String name, Entries entries) throws IOException {
        to.writeFieldName(name);
        object(entries);
    }

    void list(String name, Entries entries) throws IOException {
        to.writeArrayFieldStart(name);
        entries.write();
        to.writeEndArray();
    }

    <T> void objects(String name, Stream<T> all, Entry<T> one) throws IOException {
        List<T> inMemory = all.toList();
        list(name, () -> {
            for (T entry : inMemory) {
                object(() -> one.write(entry));
            }
        });
    }

    void texts(String name, Collection<String> values) throws IOException {
        list(name, () -> {
            for (String value : values) {
                to.writeString(value);
            }
        });
    }

    void texts(String name, Stream<String> values) throws IOException {
        texts(name, values.sorted().toList());
    }

    /** @param value null is written as such: that nothing is known is said, too */
    void text(String name, String value) throws IOException {
        to.writeStringField(name, value);
    }

    void yes(String name, boolean value) throws IOException {
        to.writeBooleanField(name, value);
    }

    /** RFC 3339, UTC; null is written as such. */
    void time(String name, Instant value) throws IOException {
        text(name, value == null ? null : value.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    void millis(String name, Long value) throws IOException {
        time(name, value == null || value == 0 ? null : Instant.ofEpochMilli(value));
    }

    void seconds(String name, long value) throws IOException {
        millis(name, value * 1000);
    }
}
