package shop.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GD-3")
@Tag("GD-9")
class ErasureTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-15T00:00:00Z");
    private static final Instant LEGAL_DUE = Instant.parse("2026-12-01T00:00:00Z");

    private static Erasure erasure(ErasureState state, Erasure.Extension extension, Erasure.Closing closing) {
        return new Erasure(
                "i", "r", "c", state, RECEIVED, DUE, LEGAL_DUE, Party.CUSTOMER, false, extension, closing, 0);
    }

    @Test
    void onesMindCanBeChangedUpToTheDueMoment() {
        Erasure open = erasure(ErasureState.REQUESTED, null, null);

        assertThat(open.canBeCancelled(DUE.minusNanos(1))).isTrue();
        assertThat(open.canBeCancelled(DUE)).isFalse();
    }

    @Test
    void overdueIsWhatIsOpenAfterTheLegalDay() {
        Erasure open = erasure(ErasureState.REQUESTED, null, null);

        assertThat(open.isOverdue(LEGAL_DUE)).isFalse();
        assertThat(open.isOverdue(LEGAL_DUE.plusNanos(1))).isTrue();
    }

    @Test
    void whatIsClosedIsNeither() {
        for (ErasureState state : new ErasureState[] {ErasureState.CANCELLED, ErasureState.COMPLETED}) {
            Erasure closed = erasure(state, null, new Erasure.Closing(DUE, Party.SERVER, null));

            assertThat(closed.canBeCancelled(RECEIVED)).isFalse();
            assertThat(closed.isOverdue(LEGAL_DUE.plusSeconds(1))).isFalse();
        }
    }

    /** Who of the staff it was is their personal data, not the customer's. */
    @Test
    @Tag("GD-8")
    void anExportTellsOfARequestAndNotWhoseHandsItWentThrough() throws IOException {
        Erasure cancelled = erasure(
                ErasureState.CANCELLED,
                new Erasure.Extension(DUE, "staff-1", "A partner is slow."),
                new Erasure.Closing(DUE, Party.staff("staff-2"), null));
        StringWriter text = new StringWriter();
        try (JsonGenerator to = new JsonFactory().createGenerator(text)) {
            ErasureData.write(cancelled, to);
        }

        assertThat(new ObjectMapper().readTree(text.toString())).isEqualTo(new ObjectMapper().readTree("""
                {"id": "i", "state": "cancelled", "receivedAt": "2026-11-01T00:00:00Z", "dueAt": "2026-11-15T00:00:00Z",
                 "requestedBy": "self", "extensionReason": "A partner is slow.", "closedAt": "2026-11-15T00:00:00Z"}
                """));
    }

    @Test
    void whatFailsIsTriedAgainSoonAndThenEverySixHours() {
        assertThat(ErasureTable.pause(0)).hasSeconds(10);
        assertThat(ErasureTable.pause(3)).hasSeconds(80);
        assertThat(ErasureTable.pause(11)).hasHours(5);
        assertThat(ErasureTable.pause(12)).hasHours(6);
        assertThat(ErasureTable.pause(Integer.MAX_VALUE)).hasHours(6);
    }

    @Test
    void aLinkIsKnownByItsDigestAlone() {
        KeepLink link = KeepLink.create();

        assertThat(link.secret()).hasSize(43);
        assertThat(KeepLink.create().secret()).isNotEqualTo(link.secret());
        assertThat(KeepLink.sent(link.secret()).orElseThrow().hash()).isEqualTo(link.hash());
        assertThat(link.toString()).doesNotContain(link.secret());
        for (String none :
                new String[] {"", "x", link.secret() + "x", link.secret().substring(1) + "\0", "ä".repeat(43)}) {
            assertThat(KeepLink.sent(none)).isEmpty();
        }
    }
}
