package shop.identity.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("VF-3")
class PageAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://shop/realms/a/shop-link/secret, http://shop/realms/a/shop-link/secret",
        "http://shop/realms/a/shop-link/secret?kc_locale=de, http://shop/realms/a/shop-link/secret?kc_locale=de",
        "http://shop/realms/a/shop-link/secret?x=%7By%7d, http://shop/realms/a/shop-link/secret",
        "http://shop/realms/a/shop-link/%24%7Bjndi%7D, http://shop/realms/a/shop-link/",
        "http://shop/realms/a/shop-link/%7bx?y=%7D, http://shop/realms/a/shop-link/"
    })
    void hasNoBraces(URI asked, URI address) {
        assertThat(PageAddress.withoutBraces(asked)).isEqualTo(address);
    }
}
