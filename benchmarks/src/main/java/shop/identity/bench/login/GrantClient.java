package shop.identity.bench.login;

import java.io.IOException;
import java.util.Map;

/** An application that sends the password for tokens. */
final class GrantClient extends LoginClient {

    private final String tokens;

    GrantClient(String realmUrl) {
        tokens = realmUrl + "/protocol/openid-connect/token";
    }

    @Override
    void logIn(String email, String password, String network) throws IOException, InterruptedException {
        requireTokens(post(
                to(tokens, network),
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", email, "password", password)));
    }
}
