package shop.identity.it.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import shop.identity.stack.KeycloakNode;

/** What a node logs from now on; its file goes on over all its starts. */
public final class LogTail {

    private final Path file;
    private final int from;

    public LogTail(KeycloakNode node) {
        file = node.log();
        from = whole().length();
    }

    public String text() {
        return whole().substring(from);
    }

    public List<String> linesWith(String part) {
        return text().lines().filter(line -> line.contains(part)).toList();
    }

    private String whole() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
