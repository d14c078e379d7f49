package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Wishlists.named;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.TwoNodes;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.KeycloakNode;

/** One customer's wishlists, changed by many at once over two nodes. */
@OnGround
@TwoNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-3")
class WishlistRaceIT {

    private static final int MANY = 50;

    private final Ground ground;
    private final Wishlists wishlists;
    private KeycloakNode second;
    private ShippedRealm realm;
    private Shoppers shoppers;
    private OwnInterface here;
    private OwnInterface there;

    WishlistRaceIT(Ground ground) {
        this.ground = ground;
        this.wishlists = new Wishlists(ground);
    }

    @BeforeAll
    void start() {
        second = ground.secondNode();
        realm = new ShippedRealm(ground, OneIssuer.of(ground));
        shoppers = new Shoppers(ground, realm);
        here = Wishlists.at(ground.node(), realm.name());
        there = Wishlists.at(second, realm.name());
    }

    @AfterAll
    void stop() {
        realm.close();
    }

    private OwnInterface at(int number) {
        return number % 2 == 0 ? here : there;
    }

    private int told(Shopper who, int count) {
        return ground.topic().settled(who.id(), 1 + count).size() - 1;
    }

    @Test
    void ofManyWhoPutTheSameArticleOnItIsThereOnce() throws Exception {
        Shopper who = shoppers.shopper();
        String id = here.post(who, "", named("List")).text("id");

        List<Answer> answers = Together.run(MANY, i -> at(i).put(who, "/" + id + "/items/4711", "{\"quantity\": 2}"));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers.stream().map(answer -> answer.response().body()).distinct())
                .hasSize(1);
        assertThat(answers.stream().map(Answer::etag).distinct()).hasSize(1);
        assertThat(wishlists.items(id)).containsExactly("4711 2");
        assertThat(told(who, 2)).isEqualTo(2);
    }

    @Test
    void noneIsLostOfManyArticles() throws Exception {
        Shopper who = shoppers.shopper();
        String id = here.post(who, "", named("List")).text("id");

        List<Answer> answers = Together.run(MANY, i -> at(i).put(who, "/" + id + "/items/a" + i, ""));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(wishlists.items(id)).hasSize(MANY);
        assertThat(here.get(who, "/" + id).etag()).isEqualTo("\"" + (1 + MANY) + "\"");
        assertThat(told(who, 1 + MANY)).isEqualTo(1 + MANY);
    }

    @Test
    void theLimitOfArticlesIsExact() throws Exception {
        Shopper who = shoppers.shopper();
        String id = here.post(who, "", named("List")).text("id");
        wishlists.fill(id, 196);

        List<Integer> statuses = Together.run(
                MANY, i -> at(i).put(who, "/" + id + "/items/a" + i, "").status());

        assertThat(statuses).containsOnly(200, 409);
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(4);
        assertThat(wishlists.items(id)).hasSize(200);
    }

    @Test
    void theLimitOfListsIsExact() throws Exception {
        Shopper who = shoppers.shopper();

        List<Integer> statuses =
                Together.run(MANY, i -> at(i).post(who, "", named("List " + i)).status());

        assertThat(statuses).containsOnly(201, 409);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(10);
        assertThat(wishlists.names(who.id())).hasSize(10);
        assertThat(told(who, 10)).isEqualTo(10);
    }

    @Test
    void ofManyListsOfOneNameThereIsOne() throws Exception {
        Shopper who = shoppers.shopper();

        List<Integer> statuses = Together.run(
                MANY,
                i -> at(i).post(who, "", named(i % 3 == 0 ? "Weihnachten" : "WEIHNACHTEN"))
                        .status());

        assertThat(statuses).containsOnly(201, 409);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
        assertThat(wishlists.names(who.id())).hasSize(1);
        assertThat(told(who, 1)).isEqualTo(1);
    }

    @Test
    void ofManyWhoHaveSeenOneVersionOneChangesIt() throws Exception {
        Shopper who = shoppers.shopper();
        Answer made = here.post(who, "", named("List"));

        List<Integer> statuses = Together.run(
                20,
                i -> at(i).put(who, "/" + made.text("id"), named("List " + i), "If-Match", made.etag())
                        .status());

        assertThat(statuses).containsOnly(200, 412);
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(told(who, 2)).isEqualTo(2);
    }
}
