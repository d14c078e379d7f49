package shop.identity.logout;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.conn.ConnectTimeoutException;
import org.keycloak.OAuth2Constants;
import org.keycloak.http.simple.SimpleHttp;
import shop.identity.queue.Delivery;
import shop.identity.queue.Recipients;

/**
 * One call to an application, by Keycloak's own client: through the server's proxies, and with its trust.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCResponse">Back-Channel Logout, 2.8</a>
 */
final class LogoutPost {

    private static final int BAD_REQUEST = 400;

    private final RequestConfig patience;
    private final Recipients<String> applications;

    LogoutPost(LogoutOptions options, Recipients<String> applications) {
        int connect = (int) options.connect().toMillis();
        this.patience = RequestConfig.custom()
                .setConnectTimeout(connect)
                .setConnectionRequestTimeout(connect)
                .setSocketTimeout((int) options.read().toMillis())
                .setRedirectsEnabled(false)
                .build();
        this.applications = applications;
    }

    /** @param application by its name, for the log */
    Delivery send(HttpClient client, String application, String address, String token) {
        try {
            int status = SimpleHttp.create(client)
                    .withRequestConfig(patience)
                    .doPost(address)
                    .param(OAuth2Constants.LOGOUT_TOKEN, token)
                    .asStatus();
            applications.isThere(application);
            return outcome(status);
        } catch (ConnectTimeoutException | ConnectException | UnknownHostException e) {
            return away(application, "the application cannot be reached");
        } catch (SocketTimeoutException e) {
            return away(application, "the application did not answer in time");
        } catch (IOException e) {
            return Delivery.retry("the connection broke: " + e.getClass().getSimpleName());
        }
    }

    private Delivery away(String application, String reason) {
        applications.isAway(application, reason);
        return Delivery.retry(reason);
    }

    /** 400 says that the application understood, and will not do it. Anything else may come from what stands before it. */
    static Delivery outcome(int status) {
        if (status / 100 == 2) {
            return Delivery.delivered();
        }
        String reason = "the application answered " + status;
        return status == BAD_REQUEST ? Delivery.rejected(reason) : Delivery.retry(reason);
    }
}
