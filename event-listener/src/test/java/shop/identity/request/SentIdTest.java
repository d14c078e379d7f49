package shop.identity.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.storage.StorageId;

@Tag("CD-4")
class SentIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"f:", "f:store", "f", "fish", "\0", "0b7d\0", "", "f:a:b", "f:a:", "f::", "F:x", "g:"})
    void keycloakCanReadWhatItIsAskedFor(String id) {
        if (SentId.canBe(id)) {
            assertThat(id).doesNotContain("\0");
            assertThatCode(() -> new StorageId(id)).doesNotThrowAnyException();
        }
    }

    @Test
    void halfAnIdAndWhatCannotBeKeptAreNobodys() {
        assertThat(SentId.user(null, null, "f:store")).isNull();
        assertThat(SentId.user(null, null, "0b7d\0")).isNull();
        assertThat(SentId.canBe("f:store:4711")).isTrue();
        assertThat(SentId.canBe("01a20cd2-b32e-7b31-98f9-5df268b8e768")).isTrue();
    }
}
