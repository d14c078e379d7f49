package shop.identity.reset;

import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.WithTheRealm;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.ServerMode;
import shop.identity.server.ServerOptions;

/**
 * Where the reset of passwords is put together: once per server.
 *
 * <p>Option, as {@code --spi-authenticator--shop-reset-request--worker}: see {@code docs/configuration.md}.
 */
public final class ResetRequestFactory implements AuthenticatorFactory {

    static final String ID = "shop-reset-request";

    private static final String WORKER = "worker";

    private final ResetQueue queue = new ResetQueue();
    private boolean works;
    private ResetWorker worker;

    @Override
    public Authenticator create(KeycloakSession session) {
        return new ResetRequestForm(queue);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        ServerOptions options = new ServerOptions(config);
        try {
            options.refuseOthersThan(Set.of(WORKER));
            works = options.isOn(WORKER, true) && ServerMode.isServer();
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(ID + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        worker = new ResetWorker(sessions, new KeycloakTransactions(sessions, "reset requests"), queue, works);
        sessions.register(this::onServerEvent);
        sessions.register(new WithTheRealm(queue::forgetRealm));
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            worker.start();
        }
    }

    /** Also where the start was refused before there was anything to close. */
    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
    }

    @Override
    public String getDisplayType() {
        return "Shop: ask for a new password";
    }

    @Override
    public String getHelpText() {
        return "The only step of a reset flow: asks for an address, and answers the same for every one. Whoever has an"
                + " account gets a link that sets a new password; nobody is logged in by it.";
    }

    @Override
    public String getReferenceCategory() {
        return null;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(ResetOptions.END_SESSIONS)
                .label("End sessions")
                .helpText("Signs the customer out everywhere once the new password is set.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(Boolean.TRUE.toString())
                .add()
                .build();
    }
}
