package shop.identity.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the launcher as a process of its own and returns when the stack is ready, or has failed. */
final class DetachedStart {

    private final StackSettings settings;
    private final PrintStream out;
    private final Path log;

    DetachedStart(StackSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.log = settings.logs().resolve("launcher.log");
    }

    int run(StartOptions options) {
        RunRecord record = new RunRecord(settings.workDirectory());
        record.clear();
        Process launcher = launch(options);
        Thread callOff = new Thread(launcher::destroy);
        Runtime.getRuntime().addShutdownHook(callOff);
        int shown = 0;
        while (!record.isReady()) {
            boolean alive = launcher.isAlive();
            shown = show(shown);
            if (!alive) {
                return 1;
            }
            Pause.millis(100);
        }
        Runtime.getRuntime().removeShutdownHook(callOff);
        show(shown);
        return 0;
    }

    private Process launch(StartOptions options) {
        List<String> command = new ArrayList<>(ServerProcess.ownSession());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Start.class.getName()));
        command.addAll(List.of("--nodes", Integer.toString(options.nodes())));
        if (options.reset()) {
            command.add("--reset");
        }
        try {
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(log);
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new StackException("The launcher cannot be started: " + e.getMessage(), e);
        }
    }

    /** Passes on what the launcher printed since the last look. */
    private int show(int shown) {
        try {
            List<String> lines = Files.readAllLines(log);
            lines.stream().skip(shown).forEach(out::println);
            return lines.size();
        } catch (IOException notThereYet) {
            return shown;
        }
    }
}
