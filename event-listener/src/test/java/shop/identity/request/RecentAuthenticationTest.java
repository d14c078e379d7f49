package shop.identity.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.AccessToken;
import shop.identity.problem.Refusal;

@Tag("GD-1")
class RecentAuthenticationTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:07:12Z");

    private final RecentAuthentication recent =
            new RecentAuthentication(Duration.ofMinutes(5), Clock.fixed(NOW, ZoneOffset.UTC));

    private static AccessToken signedIn(Long secondsAgo) {
        AccessToken token = new AccessToken();
        token.setAuth_time(secondsAgo == null ? null : NOW.getEpochSecond() - secondsAgo);
        return token;
    }

    /** Ten seconds ahead: the clocks of two nodes. */
    @ParameterizedTest
    @ValueSource(longs = {-10, 0, 1, 299, 300})
    void aMomentAgo(long secondsAgo) {
        assertThatCode(() -> recent.require(signedIn(secondsAgo))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-11, 301, 86_400, 1_000_000_000})
    void tooLongAgoOrNotYet(long secondsAgo) {
        assertRefused(signedIn(secondsAgo));
    }

    @Test
    void whatNobodyKnowsIsNotRecent() {
        assertRefused(signedIn(null));
    }

    private void assertRefused(AccessToken token) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> recent.require(token));

        assertThat(refusal).isNotNull();
        assertThat(refusal.getResponse().getStatus()).isEqualTo(403);
        assertThat(refusal.getResponse().getEntity().toString())
                .contains("\"type\":\"urn:shop-identity:problem:signed-in-long-ago\"", "300 seconds");
    }
}
