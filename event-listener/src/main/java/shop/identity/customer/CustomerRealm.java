package shop.identity.customer;

/** A realm that opted in to customer events. */
public record CustomerRealm(String id, String name) {

    /** The CloudEvents {@code source} attribute: a URI reference relative to the server. */
    public String source() {
        return "/realms/" + name;
    }
}
