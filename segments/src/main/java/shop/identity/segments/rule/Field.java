package shop.identity.segments.rule;

import shop.identity.customer.CustomerTrait;

/**
 * What a rule can ask of a customer.
 *
 * @param name as rules write it: {@code createdAt}, {@code fact.orders}
 */
public record Field(String name, FieldType type, LetterCase letters, Source source) {

    /** Where the value is. */
    public sealed interface Source {

        /** @param expression of Keycloak's own row {@code u} of the user: code, never from outside */
        record User(String expression) implements Source {}

        /** A user attribute. */
        record Attribute(String name) implements Source {}

        /** A number that services push. */
        record Fact(String name) implements Source {}

        /** @param key null where the trait has none */
        record Trait(CustomerTrait trait, String key) implements Source {}
    }
}
