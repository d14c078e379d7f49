package shop.identity.export;

import java.io.IOException;
import java.util.stream.Stream;
import org.keycloak.device.DeviceActivityManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.representations.account.DeviceRepresentation;

/** Where the customer is signed in. Not the sessions' ids, which are half a key to them. */
final class SessionsSection implements Section {

    @Override
    public void write(Subject subject, Json to) throws IOException {
        UserSessionProvider sessions = subject.session().sessions();
        UserModel customer = subject.customer();
        Stream<UserSessionModel> all = Stream.concat(
                sessions.getUserSessionsStream(subject.realm(), customer),
                sessions.getOfflineUserSessionsStream(subject.realm(), customer));
        to.objects("sessions", all, each -> {
            to.text("address", each.getIpAddress());
            to.seconds("startedAt", each.getStarted());
            to.seconds("lastAccessAt", each.getLastSessionRefresh());
            to.yes("offline", each.isOffline());
            to.yes("rememberMe", each.isRememberMe());
            device(each, to);
            to.text("identityProviderUserId", each.getBrokerUserId());
            to.texts(
                    "clients",
                    each.getAuthenticatedClientSessions().values().stream()
                            .map(client -> client.getClient().getClientId()));
        });
    }

    private static void device(UserSessionModel each, Json to) throws IOException {
        DeviceRepresentation device = DeviceActivityManager.getCurrentDevice(each);
        to.text("device", device == null ? null : device.getDevice());
        to.text("operatingSystem", device == null ? null : device.getOs());
        to.text("browser", device == null ? null : device.getBrowser());
    }
}
