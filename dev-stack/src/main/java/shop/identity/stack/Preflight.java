package shop.identity.stack;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What {@code ./start} finds out before it builds anything: wrong options, a stack that already runs, a taken port. It
 * also does what needs no build, {@code --stop} and {@code --help}.
 *
 * <p>Uses the JDK only, because it is compiled alone when the project is not built yet. Exit status: 0 go on, 1 refused
 * (one line on standard error), {@value #DONE} done, nothing to start.
 */
public final class Preflight {

    private static final int DONE = 10;

    private Preflight() {}

    /** Called by {@code ./start} in the checkout with its own arguments. */
    public static void main(String[] arguments) {
        try {
            System.exit(run(StartOptions.parse(arguments), Path.of(".stack").toAbsolutePath()));
        } catch (StackException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static int run(StartOptions options, Path workDirectory) {
        RunRecord record = new RunRecord(workDirectory);
        switch (options.action()) {
            case HELP -> {
                System.out.print(StartOptions.HELP);
                return DONE;
            }
            case STOP -> {
                stop(record);
                return DONE;
            }
            default -> {
                record.launcher().ifPresent(Preflight::refuseSecond);
                if (record.endServers() > 0) {
                    System.out.println("Stopped what an earlier start had left behind.");
                }
                Ports.fromEnvironment(System.getenv()).requireFree(options.nodes());
                return 0;
            }
        }
    }

    private static void refuseSecond(ProcessHandle launcher) {
        throw new StackException("The stack is already running in this folder (process " + launcher.pid()
                + "): stop it with ./start --stop.");
    }

    private static void stop(RunRecord record) {
        boolean launched = record.launcher()
                .map(launcher -> {
                    System.out.println("Stopping…");
                    ProcessTree.of(launcher).end(Duration.ofSeconds(90));
                    return launcher;
                })
                .isPresent();
        int left = record.endServers();
        record.clear();
        if (launched) {
            System.out.println("Stopped.");
        } else if (left > 0) {
            System.out.println("Stopped what an earlier start had left behind.");
        } else {
            System.out.println("Nothing is running in this folder.");
        }
    }
}
