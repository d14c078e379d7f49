package shop.identity.wishlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.own.Options;

@Tag("CD-3")
class WishlistOptionsTest {

    private final Options set = new Options();

    private WishlistOptions options() {
        return WishlistOptions.from(set.read());
    }

    @Test
    void tenListsOfTwoHundredUnlessSet() {
        assertThat(options()).isEqualTo(new WishlistOptions(10, 200));
    }

    @Test
    void asManyAsSet() {
        set.with("limit", "3").with("items-limit", "4");

        assertThat(options()).isEqualTo(new WishlistOptions(3, 4));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        set.with("items-limit", "0");

        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option items-limit: '0' is no number from 1 to 1000");
    }

    @Test
    void aMistypedOptionIsRefused() {
        set.with("item-limit", "5");

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessage("there is no option item-limit");
    }
}
