package shop.identity.remote;

import java.net.URI;
import java.util.List;

/**
 * A service that keeps something of customers.
 *
 * @param name    as the options have it
 * @param address what its paths are below, without a slash at the end
 * @param token   what it knows us by; null: nothing
 * @param call    how it is told to erase a customer
 * @param data    where it shows what it keeps of a customer; none: it is not asked
 */
public record RemoteService(String name, URI address, String token, ServiceCall call, List<ServicePath> data) {

    public RemoteService {
        data = List.copyOf(data);
    }

    /** Neither the token nor the address, which may have a password in it. */
    @Override
    public String toString() {
        return "RemoteService[" + name + "]";
    }
}
