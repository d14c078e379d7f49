package shop.identity.sms;

import java.nio.file.Path;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import shop.identity.server.ServerOptions;

/**
 * For a server without a gateway. Its option {@code --spi-shop-sms--development--folder} names a folder in which messages
 * can be read, one file each; without it they are lost.
 */
public final class DevelopmentSmsSenderFactory implements SmsSenderFactory {

    private static final String ID = "development";
    private static final String FOLDER = "folder";

    private Path folder;

    @Override
    public SmsSender create(KeycloakSession session) {
        return new DevelopmentSmsSender(folder);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            ServerOptions options = new ServerOptions(config);
            options.refuseOthersThan(Set.of(FOLDER));
            String name = options.text(FOLDER);
            folder = name == null ? null : Path.of(name);
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(SmsSenderSpi.NAME + ", " + ID + ": " + e.getMessage(), false);
        }
    }
}
