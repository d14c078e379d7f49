package shop.identity.segments.staff;

import shop.identity.segments.catalog.RuleBook;
import shop.identity.segments.catalog.SegmentTable;
import shop.identity.segments.customers.Customers;
import shop.identity.segments.facts.FactTable;
import shop.identity.segments.membership.Memberships;

/**
 * Whom requests of staff need.
 *
 * @param wake called after each commit that made something due
 */
public record SegmentRooms(
        SegmentTable table,
        RuleBook rules,
        Customers customers,
        Memberships memberships,
        FactTable facts,
        SegmentDesk desk,
        EvaluationDesk evaluations,
        Runnable wake) {}
