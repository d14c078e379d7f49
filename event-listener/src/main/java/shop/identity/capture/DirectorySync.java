package shop.identity.capture;

import org.keycloak.storage.user.ImportSynchronization;

/**
 * Tells a directory's scheduled sync from whatever else the server does by itself. Keycloak gives each user a session of
 * its own, which knows nothing of the sync; but it commits that session within the directory's call.
 */
final class DirectorySync {

    private final StackWalker callers = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** To be asked on the thread that commits. */
    boolean isUnderWay() {
        return callers.walk(
                frames -> frames.anyMatch(frame -> frame.getMethodName().startsWith("sync")
                        && ImportSynchronization.class.isAssignableFrom(frame.getDeclaringClass())));
    }
}
