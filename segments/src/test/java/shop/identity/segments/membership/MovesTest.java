package shop.identity.segments.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerSegment;
import shop.identity.segments.catalog.Segment;

@Tag("SG-4")
class MovesTest {

    private static final Map<String, Segment> SEGMENTS = Map.of(
            "1", new Segment("1", "vip", null, null, false),
            "2", new Segment("2", "new", null, null, false),
            "3", new Segment("3", "old", null, null, false));

    private final Moves moves = new Moves();

    @Test
    void allOfATransactionAreToldAtOnceByName() {
        moves.join("1");
        moves.leave("3");
        moves.join("2");

        assertThat(moves.facts(SEGMENTS))
                .containsExactly(
                        new CustomerFact.SegmentJoined(
                                List.of(new CustomerSegment("2", "new"), new CustomerSegment("1", "vip"))),
                        new CustomerFact.SegmentLeft(List.of(new CustomerSegment("3", "old"))));
    }

    @Test
    void whatIsUndoneDidNotHappen() {
        moves.join("1");
        moves.leave("1");
        moves.leave("2");
        moves.join("2");

        assertThat(moves.isEmpty()).isTrue();
        assertThat(moves.facts(SEGMENTS)).isEmpty();
    }

    @Test
    void aRuleUndoesWhatHandsDid() {
        moves.join("1");
        Moves byRule = new Moves();
        byRule.leave("1");
        byRule.join("2");
        moves.add(byRule);

        assertThat(moves.facts(SEGMENTS))
                .containsExactly(new CustomerFact.SegmentJoined(List.of(new CustomerSegment("2", "new"))));
    }

    @Test
    void groupsThatAreNoSegmentsAreNotTold() {
        moves.join("a-group");

        assertThat(moves.facts(SEGMENTS)).isEmpty();
    }
}
