package shop.identity.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("CD-2")
class ItemIdTest {

    @Test
    void anyThatWasGiven() {
        assertThat(ItemId.canBe(UUID.randomUUID().toString())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-2-3-4-5",
                "01A20CD2-B32E-7B31-98F9-5DF268B8E768",
                "01a20cd2-b32e-7b31-98f9-5df268b8e768 ",
                "01a20cd2-b32e-7b31-98f9-5df268b8e76\u0000",
                "' OR '1'='1"
            })
    void noneThatCanBe(String text) {
        assertThat(ItemId.canBe(text)).isFalse();
    }
}
