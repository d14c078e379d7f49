package shop.identity.landing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import shop.identity.actions.ActionsLanding;
import shop.identity.cleanup.Cleanup;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.link.LinkOptions;
import shop.identity.link.Links;
import shop.identity.reset.ResetLanding;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.ServerOptions;
import shop.identity.token.ExpiredTokens;
import shop.identity.token.TokenKind;
import shop.identity.token.Tokens;
import shop.identity.verification.EmailLanding;

/** Puts {@code /realms/{realm}/shop-link} together, and sees to the links that nobody can use any more. */
public final class LandingFactory implements RealmResourceProviderFactory {

    /** For so long an old link is told from one that never was. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private Cleanup cleanup;

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new LandingProvider(session);
    }

    @Override
    public String getId() {
        return Links.PATH;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            LinkOptions.from(new ServerOptions(config));
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(Links.PATH + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        cleanup = new Cleanup(
                "tokens",
                new KeycloakTransactions(sessions, "expired tokens"),
                List.of(new ExpiredTokens(REMEMBERED)::remove));
        sessions.register(event -> {
            if (event instanceof PostMigrationEvent) {
                cleanup.start();
            }
        });
        Tokens tokens = new Tokens(null);
        sessions.register(new WithTheCustomer(
                (connection, realmId, userId) -> tokens.forgetUser(connection, userId), tokens::forgetRealm));
    }

    @Override
    public void close() {
        if (cleanup != null) {
            cleanup.close();
        }
    }

    private record LandingProvider(KeycloakSession session) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return new LandingResource(
                    session,
                    Tokens.of(session),
                    Map.of(
                            TokenKind.VERIFY_EMAIL, new EmailLanding(session),
                            TokenKind.RESET_PASSWORD, new ResetLanding(session),
                            TokenKind.ACTIONS, new ActionsLanding(session)));
        }

        @Override
        public void close() {}
    }
}
