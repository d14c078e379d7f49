package shop.identity.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GD-5")
class ServiceCallTest {

    private static final URI SERVICE = URI.create("https://orders.example.com/api");

    @Test
    void belowTheServicesAddress() {
        assertThat(ServiceCall.of("POST /customers/{id}/anonymise").path().below(SERVICE, "4711"))
                .isEqualTo(URI.create("https://orders.example.com/api/customers/4711/anonymise"));
    }

    /** Keycloak's ids of customers who live in a user store have colons in them, and whatever the store calls them. */
    @Test
    void anIdIsOnePartOfThePath() {
        assertThat(ServiceCall.of("put /c/{id}").path().below(SERVICE, "f:store:a/b c?d"))
                .hasToString("https://orders.example.com/api/c/f%3Astore%3Aa%2Fb%20c%3Fd");
    }
}
