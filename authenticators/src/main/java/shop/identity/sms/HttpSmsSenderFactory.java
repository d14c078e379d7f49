package shop.identity.sms;

import java.net.http.HttpClient;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import shop.identity.server.ServerOptions;

/** The generic gateway: sends as soon as it has an address. Options: see {@code docs/configuration.md}. */
public final class HttpSmsSenderFactory implements SmsSenderFactory {

    private static final String ID = "http";

    private HttpSmsOptions options;
    private HttpClient client;

    @Override
    public SmsSender create(KeycloakSession session) {
        return new HttpSmsSender(client, options);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public boolean isReady() {
        return options.url() != null;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            options = HttpSmsOptions.from(new ServerOptions(config));
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(SmsSenderSpi.NAME + ", " + ID + ": " + e.getMessage(), false);
        }
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(options.connect())
                .build();
    }
}
