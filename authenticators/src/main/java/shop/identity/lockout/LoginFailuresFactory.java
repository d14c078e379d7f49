package shop.identity.lockout;

import java.time.Clock;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserLoginFailureProvider;
import org.keycloak.models.UserLoginFailureProviderFactory;

/** Goes before Keycloak's own store of failed logins, by its order. */
public final class LoginFailuresFactory implements UserLoginFailureProviderFactory<UserLoginFailureProvider> {

    private static final int ORDER = 10;

    private final FailureTable table = new FailureTable();
    private final Clock clock = Clock.systemUTC();

    @Override
    public UserLoginFailureProvider create(KeycloakSession session) {
        return new LoginFailures(session, table, clock);
    }

    @Override
    public String getId() {
        return "shop-login-failures";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}
}
