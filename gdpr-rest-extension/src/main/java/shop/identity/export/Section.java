package shop.identity.export;

import java.io.IOException;

/** A part of an export. */
@FunctionalInterface
interface Section {

    /**
     * Writes exactly one field of the document, entry by entry where there may be many.
     *
     * @throws IOException whoever reads it went away
     */
    void write(Subject subject, Json to) throws IOException;
}
