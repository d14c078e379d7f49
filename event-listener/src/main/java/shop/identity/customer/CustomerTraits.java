package shop.identity.customer;

import java.util.List;
import org.keycloak.provider.Provider;

/** What one room of the pack knows of customers and lets others ask for. The same for every realm. */
public interface CustomerTraits extends Provider {

    List<CustomerTrait> list();

    @Override
    default void close() {}
}
