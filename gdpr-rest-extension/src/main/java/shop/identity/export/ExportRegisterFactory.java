package shop.identity.export;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.Cleanup;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.server.KeycloakTransactions;

/** Sees to it that the register of exports goes: with the customer, with the realm, and when nobody can claim anything by it. */
public final class ExportRegisterFactory implements PersonalDataFactory {

    private static final String ID = "exports";

    /** Three years, from the end of the year. */
    private static final Duration REMEMBERED = Duration.ofDays(4 * 366);

    /** Nothing begins here: how many there may be is no question. */
    private final ExportRegister register = new ExportRegister(Clock.systemUTC(), Integer.MAX_VALUE);

    private Cleanup cleanup;

    @Override
    public PersonalData create(KeycloakSession session) {
        return new ExportRegisterData(session, register);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        cleanup = new Cleanup(
                "exports",
                new KeycloakTransactions(sessions, "old exports"),
                List.of((connection, most) -> register.removeOlder(connection, REMEMBERED, most)));
        sessions.register(this::onServerEvent);
        sessions.register(new WithTheCustomer(register::removeCustomer, register::removeRealm));
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            cleanup.start();
        }
    }

    @Override
    public void close() {
        if (cleanup != null) {
            cleanup.close();
        }
    }
}
