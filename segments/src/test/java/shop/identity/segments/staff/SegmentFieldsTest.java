package shop.identity.segments.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.segments.catalog.Segment;

class SegmentFieldsTest {

    private static final Segment BEFORE = new Segment("id", "gold", null, "emailVerified", false);

    @ParameterizedTest
    @CsvSource({
        "gold,,emailVerified,false,false",
        "silver,described,emailVerified,false,false",
        "gold,,phoneVerified,false,true",
        "gold,,emailVerified,true,true",
        "gold,,,false,true",
        "gold,,,true,true",
    })
    void whetherOthersMayBelongToIt(String name, String description, String rule, boolean isDefault, boolean others) {
        SegmentFields fields = new SegmentFields(name, description, rule, isDefault);
        assertThat(fields.judgesOtherwiseThan(BEFORE)).isEqualTo(others);
    }
}
