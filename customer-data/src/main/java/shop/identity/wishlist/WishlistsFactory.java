package shop.identity.wishlist;

import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.customer.CustomerPart;
import shop.identity.customer.CustomerPartFactory;
import shop.identity.own.OwnRequest;
import shop.identity.own.OwnRows;
import shop.identity.server.ServerOptions;

/**
 * Puts {@code …/me/wishlists} together, and sees to it that wishlists go with the customer and with the realm. Options: see
 * {@code docs/configuration.md}.
 */
public final class WishlistsFactory implements CustomerPartFactory {

    static final String ID = "wishlists";

    private final WishlistTable wishlists = new WishlistTable();
    private final WishlistItemTable items = new WishlistItemTable();
    private WishlistOptions options;

    @Override
    public CustomerPart create(KeycloakSession session) {
        return new Wishlists(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            options = WishlistOptions.from(new ServerOptions(config));
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(ID + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        sessions.register(new WithTheCustomer(wishlists::removeUser, wishlists::removeRealm));
    }

    @Override
    public void close() {}

    private final class Wishlists implements CustomerPart {

        private final KeycloakSession session;

        private Wishlists(KeycloakSession session) {
            this.session = session;
        }

        @Override
        public Object show(RealmModel realm, UserModel customer) {
            return shelf(realm, customer).all().stream()
                    .map(WishlistRepresentation::of)
                    .toList();
        }

        @Override
        public Object resource(SignedIn customer) {
            WishlistShelf shelf = shelf(customer.realm(), customer.user());
            return new WishlistsResource(
                    new OwnRequest(session, customer),
                    shelf,
                    new WishlistItems(shelf, wishlists, items, options.itemsLimit()));
        }

        private WishlistShelf shelf(RealmModel realm, UserModel customer) {
            return new WishlistShelf(new OwnRows(session, realm, customer.getId()), wishlists, options.limit());
        }

        @Override
        public void close() {}
    }
}
