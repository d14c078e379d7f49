package shop.identity.stack;

import java.io.PrintStream;

/** Each step on a line, with the seconds since the start. */
final class ConsoleProgress implements Progress {

    private final PrintStream out;
    private final long begin = System.nanoTime();

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void step(String what) {
        out.printf("%4d s  %s%n", (System.nanoTime() - begin) / 1_000_000_000, what);
    }

    @Override
    public void died(String sentence) {
        out.println(sentence);
    }
}
