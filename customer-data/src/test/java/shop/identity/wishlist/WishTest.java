package shop.identity.wishlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.problem.Refusal;

/** What is read from the bodies and paths of wishlists. */
@Tag("CD-3")
class WishTest {

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String refusal(Runnable reading) {
        Refusal refusal = catchThrowableOfType(Refusal.class, reading::run);
        assertThat(refusal).isNotNull();
        return (String) refusal.getResponse().getEntity();
    }

    @Test
    void oneWithoutANoteUnlessSaid() {
        assertThat(Wish.read(bytes(""))).isEqualTo(new Wish(1, null));
        assertThat(Wish.read(bytes("{}"))).isEqualTo(new Wish(1, null));
        assertThat(Wish.read(bytes("{\"quantity\": null, \"note\": \" \"}"))).isEqualTo(new Wish(1, null));
    }

    @Test
    void asSaid() {
        assertThat(Wish.read(bytes("{\"quantity\": 999, \"note\": \" <b>blue</b> \"}")))
                .isEqualTo(new Wish(999, "<b>blue</b>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000", "-1", "1.5", "\"2\"", "true", "[1]", "1e99"})
    void noQuantity(String value) {
        assertThat(refusal(() -> Wish.read(bytes("{\"quantity\": " + value + "}"))))
                .contains("quantity: has to be a whole number from 1 to 999");
    }

    @Test
    void noNote() {
        assertThat(refusal(() -> Wish.read(bytes("{\"note\": \"" + "x".repeat(501) + "\"}"))))
                .contains("note: is longer than 500 characters");
        assertThat(refusal(() -> Wish.read(bytes("{\"note\": \"a\\u001B\"}"))))
                .contains("note: has characters that are no text");
        assertThat(refusal(() -> Wish.read(bytes("{\"sku\": \"4711\"}")))).contains("sku: is no field of this request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "{\"name\": null}", "{\"name\": \" \"}", "{\"name\": \"\u200B\"}"})
    void aNameIsNeeded(String body) {
        assertThat(refusal(() -> WishlistName.read(bytes(body)))).contains("name: is needed");
    }

    @Test
    void noName() {
        assertThat(refusal(() -> WishlistName.read(bytes("{\"name\": 1}")))).contains("name: has to be a text");
        assertThat(refusal(() -> WishlistName.read(bytes("{\"name\": \"" + "x".repeat(101) + "\"}"))))
                .contains("name: is longer than 100 characters");
        assertThat(refusal(() -> WishlistName.read(bytes("{\"name\": \"x\", \"id\": \"y\"}"))))
                .contains("id: is no field of this request");
    }

    @Test
    void namesThatAreTheSame() {
        assertThat(new WishlistName("Weihnachten").key()).isEqualTo(new WishlistName("WEIHNACHTEN").key());
        assertThat(new WishlistName("Straße").key()).isEqualTo(new WishlistName("STRASSE").key());
        assertThat(new WishlistName("σίγμας").key()).isEqualTo(new WishlistName("ΣΊΓΜΑΣ").key());
        assertThat(new WishlistName("one").key()).isNotEqualTo(new WishlistName("two").key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4711", "A", "AB-1.2_3~4:5", "0123456789012345678901234567890123456789012345678901234567890123"})
    void articles(String text) {
        assertThat(Sku.of(text)).hasValue(new Sku(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "-1",
                "a b",
                "a/b",
                "a%2Fb",
                "ä",
                "a\u0000",
                "a\n",
                "' OR 1=1",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void noArticles(String text) {
        assertThat(Sku.of(text)).isEmpty();
    }
}
