package shop.identity.erasure;

import shop.identity.customer.Actor;

/**
 * By whom something was done to a request.
 *
 * @param staffId of the user, where it was staff; else null
 */
public record Party(Actor actor, String staffId) {

    public static final Party CUSTOMER = new Party(Actor.SELF, null);
    public static final Party SERVER = new Party(Actor.SYSTEM, null);

    public static Party staff(String id) {
        return new Party(Actor.ADMIN, id);
    }
}
