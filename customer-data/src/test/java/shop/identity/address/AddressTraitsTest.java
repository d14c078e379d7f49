package shop.identity.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.CustomerTrait;
import shop.identity.customer.CustomerTraitsFactory;

@Tag("SG-2")
class AddressTraitsTest {

    @Test
    void rulesCanAskForTheCountry() {
        List<CustomerTrait> traits = ServiceLoader.load(CustomerTraitsFactory.class).stream()
                .filter(factory -> factory.type() == AddressTraits.class)
                .flatMap(factory -> factory.get().create(null).list().stream())
                .toList();

        assertThat(traits)
                .containsExactly(new CustomerTrait(
                        "country", CustomerTrait.Kind.TEXT, "SHOP_COUNTRY", "COUNTRY", null, Set.of()));
    }

    /** What they are of it is for the database to say: see the integration tests. */
    @Test
    void thereIsSuchAView() throws IOException {
        assertThat(resource("META-INF/shop-customer-data-changelog.xml"))
                .contains("META-INF/shop-address-traits-0.1.0.xml");
        assertThat(resource("META-INF/shop-address-traits-0.1.0.xml"))
                .contains("CREATE VIEW SHOP_COUNTRY AS", "a.REALM_ID, a.USER_ID, a.COUNTRY FROM");
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = AddressTraits.class.getClassLoader().getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
