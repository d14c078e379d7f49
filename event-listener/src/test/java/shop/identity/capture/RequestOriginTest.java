package shop.identity.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.customer.Actor;
import shop.identity.customer.Channel;
import shop.identity.customer.Origin;

@Tag("EV-2")
class RequestOriginTest {

    @ParameterizedTest
    @CsvSource({
        "GET,  /realms/shop/login-actions/registration,                 registration-form",
        "POST, /auth/realms/shop/login-actions/registration,            registration-form",
        "POST, /realms/shop/login-actions/authenticate,                 login-form",
        "POST, /realms/shop/login-actions/reset-credentials,            login-form",
        "GET,  /realms/shop/login-actions/action-token,                 login-form",
        "POST, /realms/shop/shop-link/secret,                           login-form",
        "POST, /realms/shop/shop-keep/secret,                           login-form",
        "POST, /realms/shop/shop-privacy/me/erasure,                    realm-api",
        "POST, /realms/shop/login-actions/required-action,              required-action",
        "POST, /realms/shop/login-actions/first-broker-login,           broker",
        "GET,  /realms/shop/broker/google/endpoint,                     broker",
        "POST, /realms/shop/account,                                    account-api",
        "POST, /realms/shop/account/credentials,                        account-api",
        "POST, /realms/shop/protocol/openid-connect/token,              token-endpoint",
        "GET,  /realms/shop/protocol/openid-connect/auth,               login-form",
        "GET,  /realms/shop/something-else,                             realm-api",
        "POST, /admin/realms/shop/users,                                admin-api",
        "PUT,  /auth/admin/realms/shop/users/1,                         admin-api",
        "POST, /admin/realms/shop/partialImport,                        import",
        "POST, /admin/realms,                                           import",
        "POST, /realms/shop/scim/v2/Users,                              scim",
        "POST, /admin/realms/shop/user-storage/1/sync,                  federation",
        "POST, /admin/realms/shop/user-storage/1/unlink-users,          admin-api",
        "POST, /admin/realms/shop/user-storage/1/mappers/sync/sync,     admin-api",
        "PUT,  /admin/realms/shop,                                      admin-api",
        "POST, /realms/admin/login-actions/registration,                registration-form",
    })
    void pathTellsTheChannel(String method, String path, String channel) {
        assertThat(RequestOrigin.channelOf(path, method).wireName()).isEqualTo(channel);
    }

    @Test
    void withoutARequestItIsTheServer() {
        assertThat(new RequestOrigin().of(null, Channel.TASK)).isEqualTo(new Origin(Actor.SYSTEM, Channel.TASK, null));
    }
}
