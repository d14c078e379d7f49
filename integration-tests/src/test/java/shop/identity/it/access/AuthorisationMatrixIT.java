package shop.identity.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;

/** Every endpoint of every document, asked for by everybody: the right status each, and not a word to the wrong ones. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("CD-5")
class AuthorisationMatrixIT {

    /** What the interface itself cannot make there: it may be that there is none. */
    private static final Pattern MADE_BY_NOBODY =
            Pattern.compile(".*/(dead-letters|backfill|evaluate|facts|tasks)/?.*|.*/me/erasure");

    private final Ground ground;
    private Shop shop;
    private Shop elsewhere;
    private String strangerToken;
    private String powerlessToken;
    private String staffToken;
    private String otherStaffToken;
    private String expiredToken;
    private String expiredStaffToken;
    private String foreignToken;
    private String foreignStaffToken;

    AuthorisationMatrixIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        shop = new Shop(ground);
        elsewhere = new Shop(ground);
        Shop.Person staff = shop.staff("realm-admin");
        expiredToken = shop.hastyToken(shop.customer());
        expiredStaffToken = shop.hastyToken(staff);
        strangerToken = shop.token(shop.customer());
        powerlessToken = shop.token(shop.withoutRoles());
        staffToken = shop.token(staff);
        otherStaffToken = shop.token(shop.staff("view-identity-providers"));
        foreignToken = elsewhere.token(elsewhere.customer());
        foreignStaffToken = elsewhere.token(elsewhere.staff("realm-admin"));
        Pause.of(Duration.ofSeconds(3));
    }

    @AfterAll
    void close() {
        shop.close();
        elsewhere.close();
    }

    private enum Caller {
        NOBODY,
        WITH_AN_EXPIRED_TOKEN,
        WITH_A_TOKEN_OF_ANOTHER_REALM,
        CUSTOMER_ABOUT_SOMEBODY_ELSE,
        CUSTOMER_WITHOUT_THE_ROLE,
        STAFF_WITHOUT_THE_PERMISSION
    }

    private String tokenOf(Caller caller, boolean forStaff) {
        return switch (caller) {
            case NOBODY -> null;
            case WITH_AN_EXPIRED_TOKEN -> forStaff ? expiredStaffToken : expiredToken;
            case WITH_A_TOKEN_OF_ANOTHER_REALM -> forStaff ? foreignStaffToken : foreignToken;
            case CUSTOMER_ABOUT_SOMEBODY_ELSE -> strangerToken;
            case CUSTOMER_WITHOUT_THE_ROLE -> powerlessToken;
            case STAFF_WITHOUT_THE_PERMISSION -> otherStaffToken;
        };
    }

    /** @return 0 where there is nothing to be refused: a customer's own things are named by the token alone */
    private static int refusalOf(Caller caller, Endpoint endpoint) {
        return switch (caller) {
            case NOBODY, WITH_AN_EXPIRED_TOKEN -> 401;
            case WITH_A_TOKEN_OF_ANOTHER_REALM -> endpoint.isForStaff() ? 403 : 401;
            case CUSTOMER_ABOUT_SOMEBODY_ELSE -> {
                if (endpoint.isForStaff()) {
                    yield 403;
                }
                yield endpoint.parameters().isEmpty() ? 0 : 404;
            }
            case CUSTOMER_WITHOUT_THE_ROLE -> 403;
            case STAFF_WITHOUT_THE_PERMISSION -> endpoint.isForStaff() ? 403 : 0;
        };
    }

    static Stream<Endpoint> endpoints() {
        return Endpoint.inDocs().stream();
    }

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void theWrongOnesAreRefused(Endpoint endpoint) {
        Shop.Person owner = shop.customer();
        Exchange request = shop.request(endpoint, owner, staffToken);
        Dump before = Dump.of(ground, shop.id());
        List<String> wrong = new ArrayList<>();
        for (Caller caller : Caller.values()) {
            int refusal = refusalOf(caller, endpoint);
            if (refusal == 0) {
                continue;
            }
            Exchange.Answer answer = request.as(tokenOf(caller, endpoint.isForStaff()))
                    .send(ground.node().baseUrl());
            if (answer.status() != refusal || !answer.isProblem()) {
                wrong.add(caller + " gets " + answer.status() + " " + answer.contentType() + " instead of " + refusal);
            }
            assertThat(answer.text()).as("%s: %s", endpoint, caller).doesNotContain(Shop.secrets(endpoint, owner));
            assertThat(answer.headers()).as("%s: %s", endpoint, caller).doesNotContainKeys("etag", "location");
            if (refusal == 401) {
                assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
            }
        }

        assertThat(wrong).as("%s", endpoint).isEmpty();
        assertThat(Dump.of(ground, shop.id())).isEqualTo(before);
    }

    /** Or else everybody might be refused for something else. Comes later: it changes things, some of them by a worker. */
    @Order(2)
    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void theRightOneIsNot(Endpoint endpoint) {
        Shop.Person owner = shop.customer();
        String ownerToken = endpoint.path().contains("/shop-privacy/me/") ? shop.recentToken(owner) : shop.token(owner);
        Exchange request = shop.request(endpoint, owner, staffToken);

        Exchange.Answer answer = request.as(endpoint.isForStaff() ? staffToken : ownerToken)
                .send(ground.node().baseUrl());

        if (MADE_BY_NOBODY.matcher(endpoint.path()).matches()) {
            assertThat(answer.status())
                    .as("%s: %s", endpoint, answer.text())
                    .isNotIn(400, 401, 403)
                    .isLessThan(500);
        } else {
            assertThat(answer.status()).as("%s: %s", endpoint, answer.text()).isBetween(200, 299);
        }
        assertThat(endpoint.statuses()).contains(answer.status());
    }

    @Test
    void theDocumentsAreAllThere() {
        assertThat(endpoints().map(Endpoint::path).map(path -> path.replaceAll("^.*/(shop-[a-z]+).*$", "$1")))
                .contains(
                        "shop-customer",
                        "shop-customers",
                        "shop-logins",
                        "shop-logout",
                        "shop-mail",
                        "shop-outbox",
                        "shop-privacy",
                        "shop-segments",
                        "shop-sms");
        assertThat(endpoints().filter(endpoint -> !endpoint.needed().isEmpty()))
                .isNotEmpty()
                .allSatisfy(endpoint -> assertThat(endpoint.example()).isPresent());
    }
}
