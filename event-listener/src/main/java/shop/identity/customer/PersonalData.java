package shop.identity.customer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/**
 * What one room of the pack keeps of a customer, for whoever has to hand it out or to erase it. Each room has its own; in
 * the export it stands under the id of its factory.
 */
public interface PersonalData extends Provider {

    /**
     * Writes exactly one JSON value, entry by entry: there may be more than fits into memory.
     *
     * @throws IOException whoever reads it went away
     */
    void export(RealmModel realm, String userId, JsonGenerator to) throws IOException;

    /**
     * In the transaction of the session at hand. What has to be kept stays without anything that says whose it is. May be
     * called again.
     */
    void erase(RealmModel realm, String userId);

    @Override
    default void close() {}
}
