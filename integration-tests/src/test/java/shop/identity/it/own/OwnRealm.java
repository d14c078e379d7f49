package shop.identity.it.own;

import java.util.function.Consumer;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ShippedRealm;

/** A realm for one class of tests: its customers, each new, and what they have over REST at the first node. */
final class OwnRealm implements AutoCloseable {

    private final Ground ground;
    private final ShippedRealm realm;
    private final Shoppers shoppers;

    OwnRealm(Ground ground) {
        this(ground, ShippedRealm::hashesCheaply);
    }

    /** @param settings what the tests want otherwise than it ships */
    OwnRealm(Ground ground, Consumer<RealmRepresentation> settings) {
        this.ground = ground;
        this.realm = new ShippedRealm(ground, settings);
        this.shoppers = new Shoppers(ground, realm);
    }

    ShippedRealm shipped() {
        return realm;
    }

    String name() {
        return realm.name();
    }

    RealmResource resource() {
        return realm.resource();
    }

    /** As the tables call it. */
    String id() {
        return realm.resource().toRepresentation().getId();
    }

    Shopper shopper() throws Exception {
        return shoppers.shopper();
    }

    /** One whose beginning has been told: what is told from then on is the test's own. */
    Shopper toldShopper() throws Exception {
        Shopper who = shoppers.shopper();
        ground.topic().eventually(who.id(), 1);
        return who;
    }

    /** The same customer, with these roles of the client {@code account} and no others, and a token from then on. */
    Shopper only(Shopper who, String... roles) throws Exception {
        return OwnRoles.only(realm, who, ground, roles);
    }

    void remove(Shopper who) {
        realm.resource().users().delete(who.id()).close();
    }

    /** Details, profile, preferences and consents; nothing of it has been seen yet. */
    OwnInterface customers() {
        return OwnInterface.ofCustomers(ground.node(), realm.name());
    }

    OwnInterface addresses() {
        return Addresses.at(ground.node(), realm.name());
    }

    OwnInterface wishlists() {
        return Wishlists.at(ground.node(), realm.name());
    }

    OwnInterface staff() {
        return OwnInterface.ofStaff(ground.node(), realm.name());
    }

    @Override
    public void close() {
        realm.close();
    }
}
