package shop.identity.token;

public enum TokenState {
    LIVE,
    USED,
    EXPIRED,
    /** A newer one of its kind was issued to the same owner, or what it was for has become void. */
    REPLACED
}
