package shop.identity.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Frozen copies of the schemas, one folder per release, against the schemas as they stand. */
final class ReleasedSchemas {

    private final Path releases;
    private final Path current;
    private final ObjectMapper json = new ObjectMapper();

    ReleasedSchemas(Path releases, Path current) {
        this.releases = releases;
        this.current = current;
    }

    /** @return one sentence per break of something released, with what to do about it */
    List<String> breaks() {
        return schemasBelow(releases).stream().flatMap(this::breaksOf).toList();
    }

    /** @param frozen {@code <release>/<type>/<version>.json} */
    private Stream<String> breaksOf(Path frozen) {
        Path release = releases.relativize(frozen);
        Path name = release.subpath(1, release.getNameCount());
        Path today = current.resolve(name);
        if (!Files.exists(today)) {
            return Stream.of("schema " + name + " of release " + release.getName(0)
                    + " is gone: put it back, records that name it are on topics");
        }
        try {
            return SchemaChange.breaks(json.readTree(frozen.toFile()), json.readTree(today.toFile())).stream()
                    .map(broken -> "schema " + name + " of release " + release.getName(0) + " would break: " + broken
                            + ". Undo that, and make the change in a new version: the next number as file name and in"
                            + " $id, and in CustomerEventType");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> schemasBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
