package shop.identity.own;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.jpa.entities.UserEntity;

@Tag("CD-4")
class FreshCustomerTest {

    private final List<String> done = new ArrayList<>();

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private KeycloakSession sessionWith(UserEntity row) {
        EntityManager entities = proxy(EntityManager.class, (self, method, arguments) -> {
            done.add(method.getName());
            return method.getName().equals("find") ? row : null;
        });
        JpaConnectionProvider jpa = proxy(JpaConnectionProvider.class, (self, method, arguments) -> entities);
        return proxy(KeycloakSession.class, (self, method, arguments) -> jpa);
    }

    private <T extends UserModel> T customer(Class<T> type) {
        return proxy(type, (self, method, arguments) -> {
            if (method.getName().equals("getId")) {
                return "customer";
            }
            done.add(method.getName());
            return null;
        });
    }

    /** Only after the row was read again: the cache's successor is made of it. */
    @Test
    void whatACacheHasIsPassedBy() {
        FreshCustomer.read(sessionWith(new UserEntity()), customer(CachedUserModel.class));

        assertThat(done).containsExactly("find", "refresh", "invalidate");
    }

    @Test
    void whatIsNoCachesIsReadAgain() {
        FreshCustomer.read(sessionWith(new UserEntity()), customer(UserModel.class));

        assertThat(done).containsExactly("find", "refresh");
    }

    @Test
    void whoLivesElsewhereStaysAsIs() {
        FreshCustomer.read(sessionWith(null), customer(CachedUserModel.class));

        assertThat(done).containsExactly("find");
    }
}
