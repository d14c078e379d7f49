package shop.identity.segments.staff;

import java.util.List;

/**
 * What came of facts that were pushed.
 *
 * @param changed how many customers have other facts now
 * @param unknown ids of whom the realm does not know
 */
public record PushedFacts(int changed, List<String> unknown) {}
