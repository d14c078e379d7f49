package shop.identity.wishlist;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.own.OwnRows;

/** A customer's wishlists, for whoever has to hand them out or to erase them. */
public final class WishlistDataFactory implements PersonalDataFactory {

    private final WishlistTable wishlists = new WishlistTable();
    private final WishlistItemTable items = new WishlistItemTable();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new WishlistData(session, wishlists, items);
    }

    @Override
    public String getId() {
        return WishlistsFactory.ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}

    private record WishlistData(KeycloakSession session, WishlistTable wishlists, WishlistItemTable items)
            implements PersonalData {

        /** Of the exporter's own nothing is asked. */
        private static final JsonMapper JSON = new JsonMapper();

        @Override
        public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
            OwnRows own = new OwnRows(session, realm, userId);
            List<Wishlist> all = own.read(connection -> wishlists.of(connection, own));
            to.writeStartArray();
            for (Wishlist wishlist : all) {
                List<WishlistItem> on = own.read(connection -> items.of(connection, wishlist.id()));
                JSON.writeValue(to, WishlistRepresentation.of(new FilledWishlist(wishlist, on)));
            }
            to.writeEndArray();
        }

        @Override
        public void erase(RealmModel realm, String userId) {
            new OwnRows(session, realm, userId).erase(connection -> {
                wishlists.removeUser(connection, realm.getId(), userId);
                return null;
            });
        }

        @Override
        public void close() {}
    }
}
