package shop.identity.segments.catalog;

import shop.identity.customer.CustomerSegment;

/**
 * A group of Keycloak's below {@code /segments}, with what the group does not know.
 *
 * @param id          the group's
 * @param name        the group's
 * @param description the group's; null when it has none
 * @param rule        as it was written; null: nobody belongs to it by a rule
 * @param isDefault   without a rule: everybody belongs to it, but whom staff took out
 */
public record Segment(String id, String name, String description, String rule, boolean isDefault) {

    /** As others know it. */
    public CustomerSegment told() {
        return new CustomerSegment(id, name);
    }

    /** Whether it has members whom nobody put there by hand. */
    public boolean isJudged() {
        return rule != null || isDefault;
    }
}
