package shop.identity.segments.rule;

import java.util.List;
import java.util.Set;
import shop.identity.customer.CustomerTrait;

/** Those of a server with some rooms more. */
final class SomeFields {

    private SomeFields() {}

    static Fields all() {
        return new Fields(List.of(
                new CustomerTrait(
                        "consent", CustomerTrait.Kind.FLAG, "CONSENTS", "GIVEN", "KIND", Set.of("terms", "marketing")),
                CustomerTrait.of("country", CustomerTrait.Kind.TEXT, "COUNTRIES", "COUNTRY"),
                CustomerTrait.of("lastLogin", CustomerTrait.Kind.TIME, "LOGINS", "MADE_AT")));
    }
}
