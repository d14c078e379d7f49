package shop.identity.stack;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The launcher behind {@code ./start}: runs the stack until Ctrl-C or SIGTERM.
 *
 * <p>Called in the checkout. Exit status: 0 after a requested stop (or, with {@code --detach}, when all is ready), 1
 * when something did not start, with one sentence on standard error.
 */
public final class Start {

    private final StartOptions options;
    private final StackSettings settings;
    private final PrintStream out;

    private Start(StartOptions options, StackSettings settings, PrintStream out) {
        this.options = options;
        this.settings = settings;
        this.out = out;
    }

    public static void main(String[] arguments) {
        // The terminal's encoding is not the JVM's on every system; the lines have more than ASCII in them.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int status;
        try {
            StartOptions options = StartOptions.parse(arguments);
            Path root = Path.of("").toAbsolutePath();
            StackSettings settings =
                    StackSettings.inCheckout(root, root.resolve(".stack"), Ports.fromEnvironment(System.getenv()));
            status = options.action() == StartOptions.Action.DETACH
                    ? new DetachedStart(settings, out).run(options)
                    : new Start(options, settings, out).run();
        } catch (StackException e) {
            System.err.println(e.getMessage());
            status = 1;
        }
        // The servers' threads may still wait for something; there is nothing left to do.
        Runtime.getRuntime().halt(status);
    }

    private int run() {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            main.interrupt();
            awaitStopped(stopped);
            // A signal would make it 130 or 143, yet stopping is what was asked for.
            Runtime.getRuntime().halt(0);
        }));
        try {
            if (options.reset()) {
                settings.forgetData();
            }
            runUntilInterrupted();
        } catch (StackException e) {
            if (!main.isInterrupted()) {
                throw e;
            }
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private void runUntilInterrupted() {
        try (Stack stack = Stack.start(settings, options.nodes(), new ConsoleProgress(out))) {
            out.println();
            out.print(AddressTable.of(stack, options.nodes(), settings.logs()).text());
            out.println();
            out.println("Stop with Ctrl-C or ./start --stop.");
            new RunRecord(settings.workDirectory()).ready();
            new CountDownLatch(1).await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitStopped(CountDownLatch stopped) {
        try {
            stopped.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
