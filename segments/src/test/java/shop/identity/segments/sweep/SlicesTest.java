package shop.identity.segments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SG-3")
class SlicesTest {

    @Test
    void asManyAsNeeded() {
        assertThat(Slices.ends(0)).isEmpty();
        assertThat(Slices.ends(300_000)).isEmpty();
        assertThat(Slices.ends(1_000_000)).containsExactly("4", "8", "c");
        assertThat(Slices.ends(3_000_000)).hasSize(15).startsWith("1", "2", "3").endsWith("e", "f");
        assertThat(Slices.ends(10_000_000))
                .hasSize(63)
                .startsWith("04", "08", "0c", "1", "14")
                .endsWith("f8", "fc");
        assertThat(Slices.ends(5_000_000_000L))
                .hasSize(4095)
                .startsWith("001", "002")
                .endsWith("ffe", "fff");
    }

    @Test
    void inOrderAndEachOnce() {
        for (long customers : new long[] {1_000_000, 10_000_000, 100_000_000, 10_000_000_000L}) {
            List<String> ends = Slices.ends(customers);

            assertThat(ends).isSorted().doesNotHaveDuplicates();
        }
    }
}
