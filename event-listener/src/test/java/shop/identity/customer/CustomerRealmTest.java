package shop.identity.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("EV-4")
class CustomerRealmTest {

    @ParameterizedTest
    @CsvSource({
        "shop, /realms/shop",
        "shop-2.eu_west, /realms/shop-2.eu_west",
        "Läden zu 100%, /realms/L%C3%A4den%20zu%20100%25",
        "a|b\"c, /realms/a%7Cb%22c"
    })
    void sourceIsAUriReference(String name, String source) {
        assertThat(new CustomerRealm("id", name).source()).isEqualTo(source);
    }
}
