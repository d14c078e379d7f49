package shop.identity.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GD-8")
class PlacesTest {

    private static final int MOST = 8;

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final Places places = new Places(new Clock() {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    private List<Places.Place> all() {
        List<Places.Place> all = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            all.add(places.take().orElseThrow());
        }
        assertThat(places.take()).isEmpty();
        return all;
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    @Test
    void oneThatIsLeftIsTheNextOnes() {
        all().get(3).begin().close();

        assertThat(places.take()).isPresent();
        assertThat(places.take()).isEmpty();
    }

    @Test
    void howeverSlowItsReaderIsOneInUseIsKept() {
        all().forEach(Places.Place::begin);
        after(Duration.ofHours(1));

        assertThat(places.take()).isEmpty();
    }

    /** Whoever asks for the head of an answer alone never comes for the body. */
    @Test
    void oneThatNobodyComesForIsFreeAgain() {
        all();
        after(Duration.ofSeconds(31));

        assertThat(all()).hasSize(MOST);
    }

    /** Not turned away: the answer's head is sent already. */
    @Test
    void whoComesLateIsOneMoreForOnce() {
        Places.Place late = all().get(0);
        after(Duration.ofSeconds(31));
        List<Places.Place> others = all();
        others.forEach(Places.Place::begin);
        late.begin();

        assertThat(places.take()).isEmpty();
        others.get(0).close();
        assertThat(places.take()).as("the late one has it").isEmpty();
        late.close();
        assertThat(places.take()).isPresent();
    }
}
