package shop.identity.segments.customers;

import java.util.Set;
import shop.identity.segments.rule.CustomerValues;

/**
 * A customer as the transaction at hand sees one.
 *
 * @param memberOf segments, among those that were asked about
 * @param leaverOf default segments that staff took the customer out of, among those that were asked about
 */
public record KnownCustomer(CustomerValues values, Set<String> memberOf, Set<String> leaverOf) {}
