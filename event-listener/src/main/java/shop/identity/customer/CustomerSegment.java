package shop.identity.customer;

/**
 * A segment as others know it.
 *
 * @param id   of Keycloak's group
 * @param name of that group, below {@code /segments}
 */
public record CustomerSegment(String id, String name) {}
