package shop.identity.capture;

/**
 * Tells the users whom somebody asked Keycloak to create or remove from those whom a directory brought or took away.
 *
 * <p>Keycloak copies a directory's user whenever it comes across one: at a login, in a search, even at a registration with
 * an address that turns out to be taken. It gives no event for that, and the link to the directory does not tell, as one
 * that takes registrations links those users, too. But what was asked for came through the storage manager, and what the
 * directory did went around it, straight to Keycloak's own store.
 */
final class FrontDoor {

    private static final String STORAGE_MANAGER = "org.keycloak.storage.UserStorageManager";

    private final StackWalker callers = StackWalker.getInstance();

    /** To be asked on the way into the store: it writes at once, so whoever called is still on the stack. */
    boolean isOnTheWayTo(String method) {
        return callers.walk(frames -> frames.anyMatch(frame ->
                frame.getMethodName().equals(method) && frame.getClassName().equals(STORAGE_MANAGER)));
    }
}
