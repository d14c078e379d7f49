package shop.identity.stack;

import java.io.IOException;

/** The signals that the JDK cannot send itself. */
final class Signal {

    private Signal() {}

    static void send(String name, long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new StackException("Process " + pid + " took no SIG" + name + ".");
            }
        } catch (IOException e) {
            throw new StackException("kill cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while sending a signal.", e);
        }
    }
}
