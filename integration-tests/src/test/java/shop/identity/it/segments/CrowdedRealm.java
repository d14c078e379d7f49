package shop.identity.it.segments;

import java.util.List;
import shop.identity.it.ground.Ground;

/**
 * A realm with many customers and two segments that they are in: everybody in one, and the first of them, whose attribute says
 * so, in {@code gold}.
 */
record CrowdedRealm(SegmentRealm realm, List<String> crowd, String gold, String everybody) {

    static CrowdedRealm of(Ground ground, int size, int golden) {
        SegmentRealm realm = new SegmentRealm(ground);
        List<String> crowd = realm.crowd(size);
        realm.setBehind(crowd.subList(0, golden), "tier", "gold");
        String gold = realm.api().make("gold", "attribute.tier = 'gold'");
        String everybody = realm.api().make("{\"name\":\"everybody\",\"default\":true}");
        realm.api().evaluate("/" + gold + "/evaluate");
        realm.api().evaluate("/" + everybody + "/evaluate");
        return new CrowdedRealm(realm, crowd, gold, everybody);
    }
}
