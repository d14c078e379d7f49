package shop.identity.bench.segments;

import java.util.LinkedHashMap;
import java.util.Map;

/** What shops ask for, over everything that rules can ask: each of the tables is needed by some, none by all. */
final class TenRules {

    /** By the names of the segments. */
    static final Map<String, String> ALL = all();

    private TenRules() {}

    private static Map<String, String> all() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("newcomers", "createdAt >= today - 30 days and emailVerified");
        rules.put("regulars", "fact.orders >= 10 and createdAt < today - 1 year");
        rules.put("big-spenders", "fact.revenue > 1000");
        rules.put("newsletter-fr", "consent.marketing and locale = 'fr'");
        rules.put("neighbours", "attribute.country in ('AT', 'CH')");
        rules.put("asleep", "status = ACTIVE and (lastLogin < today - 6 months or lastLogin is not set)");
        rules.put("business", "emailDomain in ('company.example', 'gmbh.example')");
        rules.put("unfinished", "status = PENDING and createdAt < today - 7 days");
        rules.put("win-back", "consent.marketing and not fact.orders >= 1 and lastLogin < today - 3 months");
        rules.put("reachable", "phoneVerified and phoneNumber is set and not status in (SUSPENDED, INACTIVE)");
        return rules;
    }
}
