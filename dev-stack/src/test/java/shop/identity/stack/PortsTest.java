package shop.identity.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        assertThat(Ports.fromEnvironment(Map.of()))
                .isEqualTo(new Ports(8080, 9000, 15432, 19092, 13025, 18025, 18081, 18082));
    }

    @Test
    void everyVariableCounts() {
        Map<String, String> env = Map.of(
                "SHOP_KC_PORT", "1",
                "SHOP_KC_MANAGEMENT_PORT", "2",
                "SHOP_PG_PORT", "3",
                "SHOP_KAFKA_PORT", "4",
                "SHOP_SMTP_PORT", "5",
                "SHOP_MAIL_UI_PORT", "6",
                "SHOP_ORDER_PORT", "7",
                "SHOP_PAYMENT_PORT", "65535");

        assertThat(Ports.fromEnvironment(env)).isEqualTo(new Ports(1, 2, 3, 4, 5, 6, 7, 65535));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80.0", "99999999999"})
    void whatIsNoPortIsRefusedByName(String value) {
        assertThatThrownBy(() -> Ports.fromEnvironment(Map.of("SHOP_KAFKA_PORT", value)))
                .isInstanceOf(StackException.class)
                .hasMessage("SHOP_KAFKA_PORT must be a port from 1 to 65535, not \"" + value + "\".");
    }

    @Test
    void freePortsAreFreeForTwoNodes() {
        Ports.free().requireFree(2);
    }

    @Test
    void aTakenPortIsNamedWithItsVariable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ports free = Ports.free();
            Ports ports = new Ports(
                    free.keycloak(),
                    free.keycloakManagement(),
                    free.postgres(),
                    free.kafka(),
                    taken.getLocalPort(),
                    free.mailUi(),
                    free.order(),
                    free.payment());

            assertThatThrownBy(() -> ports.requireFree(1))
                    .isInstanceOf(StackException.class)
                    .hasMessage("Port " + taken.getLocalPort() + " is already in use: free it or set SHOP_SMTP_PORT.");
        }
    }

    @Test
    void twoServersCannotShareAPort() {
        Ports ports = Ports.fromEnvironment(Map.of("SHOP_ORDER_PORT", "8081"));

        assertThatThrownBy(() -> ports.requireFree(2))
                .isInstanceOf(StackException.class)
                .hasMessage("SHOP_KC_PORT (node 1) and SHOP_ORDER_PORT are both port 8081.");
    }
}
