package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Addresses.add;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.own.OwnInterface.Answer;

/** Who may see and change the addresses in a book, and who is told nothing of them. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-2")
class AddressAccessIT {

    private final Ground ground;
    private final Addresses addresses;
    private OwnRealm realm;
    private OwnInterface api;

    AddressAccessIT(Ground ground) {
        this.ground = ground;
        this.addresses = new Addresses(ground);
    }

    @BeforeAll
    void prepare() {
        realm = new OwnRealm(ground);
        api = realm.addresses();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @Test
    void whatBelongsToSomebodyElseIsNotThere() throws Exception {
        Shopper owner = realm.shopper();
        Shopper stranger = realm.shopper();
        String id = add(api, owner, Addresses.shipping("Geheimweg 4711", true));
        Answer before = api.get(owner, "/" + id);

        List<Answer> strangers = List.of(
                api.get(stranger, "/" + id),
                api.put(stranger, "/" + id, Addresses.shipping("mine", true)),
                api.patch(stranger, "/" + id, "{\"default\": true}"),
                api.delete(stranger, "/" + id));
        Answer nobodys = api.get(stranger, "/" + OwnInterface.NOBODYS);

        for (Answer answer : strangers) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.response().body()).isEqualTo(nobodys.response().body());
        }
        assertThat(api.get(stranger, "").json()).isEmpty();
        assertThat(api.get(owner, "/" + id).json()).isEqualTo(before.json());
        assertThat(addresses.told(owner, 1)).containsExactly("added " + id);
    }

    @Test
    void withoutAGoodTokenNothingIsSaidOrDone() throws Exception {
        Shopper who = realm.shopper();
        String id = add(api, who, Addresses.shipping("one", true));
        Shopper suspended = realm.shopper();
        UserRepresentation user = realm.resource().users().get(suspended.id()).toRepresentation();
        user.setEnabled(false);
        realm.resource().users().get(suspended.id()).update(user);
        List<String> bad = new ArrayList<>(List.of("Bearer x", "Basic eDp5", suspended.bearer()));
        bad.add(null);
        try (OwnRealm other = new OwnRealm(ground)) {
            bad.add(other.shopper().bearer());
            for (String bearer : bad) {
                assertThat(api.send("GET", "", bearer, "").status()).isEqualTo(401);
                assertThat(api.send("POST", "", bearer, Addresses.shipping("two", true))
                                .status())
                        .isEqualTo(401);
                assertThat(api.send("GET", "/" + id, bearer, "").status()).isEqualTo(401);
                assertThat(api.send("PUT", "/" + id, bearer, Addresses.shipping("two", true))
                                .status())
                        .isEqualTo(401);
                assertThat(api.send("PATCH", "/" + id, bearer, "{}").status()).isEqualTo(401);
                assertThat(api.send("DELETE", "/" + id, bearer, "").status()).isEqualTo(401);
            }
        }
        assertThat(addresses.defaults(who.id())).containsExactly("shipping one");
    }

    @Test
    void whoMayOnlyLookChangesNothing() throws Exception {
        Shopper who = realm.shopper();
        String id = add(api, who, Addresses.shipping("one", true));
        Shopper viewer = realm.only(who, "view-profile");

        assertThat(api.get(viewer, "").json()).hasSize(1);
        assertThat(api.get(viewer, "/" + id).status()).isEqualTo(200);
        assertThat(api.post(viewer, "", Addresses.shipping("two", true)).status())
                .isEqualTo(403);
        assertThat(api.put(viewer, "/" + id, Addresses.shipping("two", true)).status())
                .isEqualTo(403);
        assertThat(api.patch(viewer, "/" + id, "{}").status()).isEqualTo(403);
        assertThat(api.delete(viewer, "/" + id).status()).isEqualTo(403);

        Shopper nobody = realm.only(who);
        assertThat(api.get(nobody, "").status()).isEqualTo(403);
        assertThat(api.get(nobody, "/" + id).status()).isEqualTo(403);
        assertThat(addresses.defaults(who.id())).containsExactly("shipping one");
    }

    /** The storefront's own, which is the one that a shop has at hand. */
    @Test
    void aTokenOfTheStorefrontWillDo() throws Exception {
        Shopper who = realm.shopper();
        String token = new TokenEndpoint(ground.node(), realm.name())
                .code(realm.shipped().walk().logIn(who.email(), Registration.PASSWORD))
                .accessToken();

        add(api, new Shopper(who.id(), who.email(), "Bearer " + token), Addresses.shipping("one", true));
    }
}
