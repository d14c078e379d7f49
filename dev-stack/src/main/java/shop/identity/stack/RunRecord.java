package shop.identity.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs out of one work folder: the launcher, its servers, and whether they are ready.
 *
 * <p>Crash safety: a server is written down as soon as it has a process id, so that after a launcher was killed the
 * next one, or {@code --stop}, can end what it left behind. A process counts only if its start time is the recorded
 * one: after a reboot the same number may be anybody's.
 */
final class RunRecord {

    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    private final Path directory;

    RunRecord(Path workDirectory) {
        this.directory = workDirectory.resolve("run");
    }

    /** Makes the calling process the launcher of this folder. */
    void claim() {
        clear();
        write(launcherFile(), line("launcher", ProcessHandle.current()), StandardOpenOption.CREATE);
    }

    Optional<ProcessHandle> launcher() {
        return running(launcherFile()).findFirst();
    }

    /** Writes down a server. */
    void add(String name, ProcessHandle server) {
        write(serversFile(), line(name, server), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void ready() {
        write(readyFile(), ProcessHandle.current().pid() + "\n", StandardOpenOption.CREATE);
    }

    boolean isReady() {
        return Files.exists(readyFile());
    }

    /**
     * Ends every recorded server that is still there.
     *
     * @return how many there were
     */
    int endServers() {
        List<ProcessTree> trees =
                running(serversFile()).distinct().map(ProcessTree::of).toList();
        trees.forEach(tree -> tree.processes().get(0).destroy());
        trees.forEach(tree -> tree.end(Duration.ofSeconds(20)));
        return trees.size();
    }

    void clear() {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(readyFile());
            Files.deleteIfExists(serversFile());
            Files.deleteIfExists(launcherFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String name, ProcessHandle process) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + " " + started + " " + name + "\n";
    }

    private static Stream<ProcessHandle> running(Path file) {
        if (!Files.exists(file)) {
            return Stream.empty();
        }
        try {
            return Files.readAllLines(file).stream().flatMap(line -> running(line).stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> running(String line) {
        String[] fields = line.split(" ", 3);
        if (fields.length < 3) {
            return Optional.empty();
        }
        Instant recorded = Instant.ofEpochMilli(Long.parseLong(fields[1]));
        return ProcessHandle.of(Long.parseLong(fields[0]))
                .filter(ProcessTree::isRunning)
                .filter(process -> process.info()
                        .startInstant()
                        .filter(started ->
                                Duration.between(recorded, started).abs().compareTo(CLOCK_STEP) <= 0)
                        .isPresent());
    }

    private synchronized void write(Path file, String text, StandardOpenOption... options) {
        try {
            Files.createDirectories(directory);
            Files.writeString(file, text, concat(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StandardOpenOption[] concat(StandardOpenOption... options) {
        return Stream.concat(Stream.of(StandardOpenOption.WRITE), Stream.of(options))
                .toArray(StandardOpenOption[]::new);
    }

    private Path launcherFile() {
        return directory.resolve("launcher");
    }

    private Path serversFile() {
        return directory.resolve("servers");
    }

    private Path readyFile() {
        return directory.resolve("ready");
    }
}
