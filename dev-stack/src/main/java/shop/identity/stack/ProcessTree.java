package shop.identity.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process and everything below it, as it was at one moment.
 *
 * <p>Taken before the first signal: once the root is gone its children belong to process 1 and cannot be found by it.
 */
record ProcessTree(List<ProcessHandle> processes) {

    static ProcessTree of(ProcessHandle root) {
        return new ProcessTree(
                Stream.concat(Stream.of(root), root.descendants()).toList());
    }

    /** Asks the root to end, and kills what is left of the tree when the patience is over. */
    void end(Duration patience) {
        processes.get(0).destroy();
        if (!awaitGone(patience)) {
            kill();
        }
    }

    /** SIGKILL for all, the root first so that it cannot start another. */
    void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
        awaitGone(Duration.ofSeconds(5));
    }

    boolean awaitGone(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(ProcessTree::isRunning)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.millis(25);
        }
        return true;
    }

    /** A process that ended but was not collected by its parent still counts as alive for the JDK. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException | RuntimeException noSuchFile) {
            return process.isAlive();
        }
    }
}
