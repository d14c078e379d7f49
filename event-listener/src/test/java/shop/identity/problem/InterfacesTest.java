package shop.identity.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("CD-5")
class InterfacesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/realms/shop/shop-customer",
                "/realms/shop/shop-customer/me/addresses/x\ny",
                "realms/a b/shop-logins/me",
                "/admin/realms/shop/shop-customers/1/status",
                "/admin/realms/shop/shop-outbox"
            })
    void ours(String path) {
        assertThat(Interfaces.include(path)).isTrue();
    }

    /** Pages, and whatever is Keycloak's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/realms/shop/shop-link/verify",
                "/realms/shop/shop-customerx",
                "/realms/shop/account",
                "/admin/realms/shop/users",
                "/admin/realms/shop/users/shop-customers",
                "/admin/shop-customers"
            })
    void notOurs(String path) {
        assertThat(Interfaces.include(path)).isFalse();
    }
}
