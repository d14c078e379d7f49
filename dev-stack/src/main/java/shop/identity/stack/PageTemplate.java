package shop.identity.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text among the resources with {@code @NAME@} where something is filled in. */
record PageTemplate(String text) {

    static PageTemplate load(String name) {
        try (InputStream resource = PageTemplate.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("No resource " + name);
            }
            return new PageTemplate(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value must be safe where it goes: see {@link #escape}. */
    PageTemplate with(String name, String value) {
        return new PageTemplate(text.replace("@" + name + "@", value));
    }

    /** As text in HTML, also inside quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
