package shop.identity.stack;

/** Waiting between two looks at something that cannot call back. */
final class Pause {

    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting.", interrupted);
        }
    }
}
