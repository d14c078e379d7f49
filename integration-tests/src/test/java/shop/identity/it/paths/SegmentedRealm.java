package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.segments.SegmentApi;
import shop.identity.it.segments.SegmentRealm;
import shop.identity.it.segments.SegmentRealm.Customer;

/** A realm with segments of each kind: two with rules, a default one, one that staff fill by hand. Nobody but customers' paths moves anybody. */
final class SegmentedRealm implements AutoCloseable {

    static final String GOLD = "{\"name\":\"gold\",\"rule\":\"attribute.tier = 'gold' and status != SUSPENDED\"}";
    static final String EVERYBODY = "{\"name\":\"everybody\",\"default\":true}";

    private final Ground ground;
    private final SegmentRealm realm;
    private final String gold;
    private final String friends;

    SegmentedRealm(Ground ground) {
        this.ground = ground;
        realm = new SegmentRealm(ground);
        gold = make(GOLD);
        make("{\"name\":\"buyers\",\"rule\":\"fact.orders >= 3\"}");
        make(EVERYBODY);
        friends = api().make("{\"name\":\"friends\"}");
    }

    /** And evaluates it, so that no sweep of its own comes later. */
    String make(String segment) {
        String id = api().make(segment);
        api().evaluate("/" + id + "/evaluate");
        return id;
    }

    SegmentRealm realm() {
        return realm;
    }

    SegmentApi api() {
        return realm.api();
    }

    String gold() {
        return gold;
    }

    String friends() {
        return friends;
    }

    /** Of whom two things were told: created, and a member of the default segment. */
    Customer plain() {
        return known(realm.customer(), 2);
    }

    /** The same of one who is gold as well. */
    Customer golden() {
        return known(realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold")))), 2);
    }

    /** Of whom so much was told already. */
    Customer known(Customer customer, int count) {
        ground.topic().eventually(customer.id(), count);
        return customer;
    }

    /** Of the segments that an event names. */
    static List<String> names(CustomerRecord told) {
        assertThat(told.type()).startsWith("customer.segment_");
        return told.data().get("segments").findValuesAsText("name");
    }

    @Override
    public void close() {
        realm.close();
    }
}
