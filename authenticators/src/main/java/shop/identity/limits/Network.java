package shop.identity.limits;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.keycloak.common.ClientConnection;

/**
 * Whom a client's address counts for: an IPv4 address for itself, an IPv6 address for its /64, which is what one customer
 * line is given, and what one attacker can change addresses in for free.
 */
public final class Network {

    private static final int PREFIX_BYTES = 8;

    private Network() {}

    /** @param client as Keycloak sees it: behind a proxy, the address that the proxy was trusted to name */
    public static String of(ClientConnection client) {
        return of(client.getRemoteAddr());
    }

    /** @return the address as it came when it is none */
    static String of(String address) {
        boolean literal = !address.isEmpty() && address.chars().allMatch(c -> isOfAddress((char) c));
        try {
            // Looks nothing up: it is an address, not a name.
            return literal ? of(InetAddress.getByName(address)) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static boolean isOfAddress(char c) {
        return Character.digit(c, 16) >= 0 || c == ':' || c == '.' || c == '[' || c == ']';
    }

    private static String of(InetAddress address) throws UnknownHostException {
        if (address instanceof Inet6Address) {
            byte[] prefix = Arrays.copyOf(Arrays.copyOf(address.getAddress(), PREFIX_BYTES), 16);
            return InetAddress.getByAddress(prefix).getHostAddress() + "/64";
        }
        return ((Inet4Address) address).getHostAddress();
    }
}
