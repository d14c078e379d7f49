package shop.identity.preferences;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.consent.Consents;
import shop.identity.customer.CustomerPart;
import shop.identity.customer.CustomerPartFactory;
import shop.identity.customer.CustomersChanged;
import shop.identity.own.OwnRequest;
import shop.identity.own.OwnRows;

/**
 * Puts {@code …/me/preferences} together. Preferences come with the customer, whatever path that takes, in the transaction that
 * creates the customer, and go with the customer and with the realm.
 */
public final class PreferencesFactory implements CustomerPartFactory {

    static final String ID = "preferences";

    private final PreferencesTable table = new PreferencesTable();
    private final Consents consents = new Consents();

    @Override
    public CustomerPart create(KeycloakSession session) {
        return new PreferencesPart(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        sessions.register(this::onServerEvent);
        sessions.register(new WithTheCustomer(table::forgetUser, table::forgetRealm));
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof CustomersChanged change) {
            List<String> created = change.customers().entrySet().stream()
                    .filter(customer -> customer.getValue().isCreated())
                    .map(Map.Entry::getKey)
                    .toList();
            if (!created.isEmpty()) {
                begin(change, created);
            }
        }
    }

    private void begin(CustomersChanged change, List<String> created) {
        try {
            table.begin(change.connection(), change.realm().id(), created, Wishes.UNLESS_SAID);
        } catch (SQLException e) {
            throw new IllegalStateException("the preferences of a new customer cannot be kept", e);
        }
    }

    @Override
    public void close() {}

    private final class PreferencesPart implements CustomerPart {

        private final KeycloakSession session;

        private PreferencesPart(KeycloakSession session) {
            this.session = session;
        }

        @Override
        public Object show(RealmModel realm, UserModel customer) {
            return PreferencesRepresentation.of(preferences(realm, customer).get());
        }

        @Override
        public Object resource(SignedIn customer) {
            return new PreferencesResource(
                    new OwnRequest(session, customer), preferences(customer.realm(), customer.user()));
        }

        private OwnPreferences preferences(RealmModel realm, UserModel customer) {
            return new OwnPreferences(
                    new OwnRows(session, realm, customer.getId()),
                    new Language(session, realm, customer),
                    table,
                    consents);
        }

        @Override
        public void close() {}
    }
}
