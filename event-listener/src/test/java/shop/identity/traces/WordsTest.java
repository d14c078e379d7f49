package shop.identity.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GD-6")
class WordsTest {

    private static boolean areIn(KnownAs customer, String document) {
        return Arrays.stream(Words.of(customer)).anyMatch(document.toLowerCase(Locale.ROOT)::contains);
    }

    private final KnownAs customer =
            new KnownAs("1b2c", Set.of(" Erika@Example.com ", "+4915112345678"), Set.of("Anna", "tr\"ue"));

    @Test
    void anAddressIsFoundWhereverItStands() {
        assertThat(areIn(customer, "{\"to\":\"erika@example.COM\"}")).isTrue();
        assertThat(areIn(customer, "{\"x\":\"call +4915112345678 now\"}")).isTrue();
    }

    @Test
    void theIdIsFoundWhereverItStands() {
        assertThat(areIn(customer, "{\"path\":\"users/1B2C/groups\"}")).isTrue();
    }

    @Test
    void aNameIsFoundWhereKeycloakSaysWhoseItIs() {
        assertThat(areIn(customer, "{\"a\":1,\"username\":\"anna\"}")).isTrue();
        assertThat(areIn(customer, "{\"identity_provider_identity\":\"ANNA\"}")).isTrue();
        assertThat(areIn(customer, "{\"userId\":\"Anna\"}")).isTrue();
    }

    @Test
    void aNameIsNoPartOfOthers() {
        assertThat(areIn(customer, "{\"username\":\"joanna\"}")).isFalse();
        assertThat(areIn(customer, "{\"username\":\"anna-maria\"}")).isFalse();
        assertThat(areIn(customer, "{\"firstName\":\"anna\"}")).isFalse();
    }

    @Test
    void aNameIsWrittenAsJsonWritesIt() {
        assertThat(areIn(customer, "{\"username\":\"tr\\\"ue\"}")).isTrue();
    }

    /** Or else all of a realm's events would be the customer's. */
    @Test
    void nothingIsNoWord() {
        Set<String> nothing = new HashSet<>(Arrays.asList(null, "", "  "));

        assertThat(Words.of(new KnownAs("1b2c", nothing, nothing))).containsExactly("1b2c");
    }

    @Test
    void noLogSaysWhoItIs() {
        assertThat(customer).hasToString("KnownAs[]");
    }
}
