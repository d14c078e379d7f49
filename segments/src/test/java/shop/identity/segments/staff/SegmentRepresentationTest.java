package shop.identity.segments.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import shop.identity.request.EntityVersion;

class SegmentRepresentationTest {

    private static EntityVersion version(String name, String description, String rule, boolean isDefault) {
        return new SegmentRepresentation("id", name, description, rule, isDefault).version();
    }

    @Test
    void whatReadsTheSameHasTheSameVersion() {
        assertThat(version("a", "b", "emailVerified", true)).isEqualTo(version("a", "b", "emailVerified", true));
    }

    @Test
    void whateverIsAnotherMakesAnotherVersion() {
        EntityVersion before = version("a", "b", "emailVerified", true);
        assertThat(version("c", "b", "emailVerified", true)).isNotEqualTo(before);
        assertThat(version("a", "c", "emailVerified", true)).isNotEqualTo(before);
        assertThat(version("a", "b", "phoneVerified", true)).isNotEqualTo(before);
        assertThat(version("a", "b", "emailVerified", false)).isNotEqualTo(before);
    }

    @Test
    void noneIsNoText() {
        assertThat(version("a", null, null, false)).isNotEqualTo(version("a", "null", null, false));
        assertThat(version("a", null, "b", false)).isNotEqualTo(version("a", "b", null, false));
    }
}
