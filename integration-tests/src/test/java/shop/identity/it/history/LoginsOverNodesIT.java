package shop.identity.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Walk;
import shop.identity.it.history.Logins.Customer;
import shop.identity.stack.KeycloakNode;

/** Logins at two nodes; the second one is behind a proxy that it trusts. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-8")
class LoginsOverNodesIT {

    private static final int MANY = 50;

    private final Ground ground;
    private KeycloakNode proxied;
    private ShippedRealm realm;
    private Logins logins;

    LoginsOverNodesIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void start() {
        proxied = ground.stack().keycloak().node(1);
        proxied.start(List.of("--proxy-headers=xforwarded", "--proxy-trusted-addresses=127.0.0.1"));
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        logins = new Logins(ground, realm);
    }

    @AfterAll
    void stop() {
        realm.close();
        proxied.stop();
    }

    private KeycloakNode node(int number) {
        return number % 2 == 0 ? ground.node() : proxied;
    }

    @Test
    void ofManyAtOnceAllAreInAndAllAreKept() throws Exception {
        Customer customer = logins.customer();
        List<Walk> walks = new ArrayList<>();
        List<String> forms = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Walk walk = realm.walkAt(node(i));
            walks.add(walk);
            forms.add(walk.login().form("kc-form-login"));
        }

        List<Boolean> byForm = Together.run(
                MANY,
                i -> walks.get(i)
                        .submit(forms.get(i), Map.of("username", customer.email(), "password", Registration.PASSWORD))
                        .isLoggedIn());
        List<Boolean> byGrant =
                Together.run(MANY, i -> logins.byGrant(node(i), customer).status() == 200);

        assertThat(byForm).hasSize(MANY).containsOnly(true);
        assertThat(byGrant).hasSize(MANY).containsOnly(true);
        assertThat(logins.kept(customer.id())).hasSize(2 * MANY);
        assertThat(logins.last(customer.id())).containsExactly("127.0.0.1 t");
    }

    @Test
    @Tag("LG-9")
    void ofAnIpv6AddressItsNetworkIsKept() throws Exception {
        Customer customer = logins.customer();

        assertThat(grantFrom(ground.node(), "203.0.113.9", customer)).isEqualTo(200);
        assertThat(grantFrom(proxied, "203.0.113.9", customer)).isEqualTo(200);
        assertThat(grantFrom(proxied, "2001:db8:1:2:3:4:5:6", customer)).isEqualTo(200);

        assertThat(logins.kept(customer.id()))
                .containsExactly(
                        "direct-grant admin-cli 127.0.0.1",
                        "direct-grant admin-cli 203.0.113.9",
                        "direct-grant admin-cli 2001:db8:1:2:0:0:0:0/64");
        assertThat(logins.last(customer.id())).containsExactly("2001:db8:1:2:0:0:0:0/64 t");
    }

    /** @param from what the header says, whoever may be believed */
    private int grantFrom(KeycloakNode node, String from, Customer customer) throws Exception {
        String form = "grant_type=password&client_id=admin-cli&username=" + customer.email() + "&password="
                + Registration.PASSWORD.replace(' ', '+');
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        node.baseUrl() + "/realms/" + realm.name() + "/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("X-Forwarded-For", from)
                                .header("X-Forwarded-Proto", "https")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
