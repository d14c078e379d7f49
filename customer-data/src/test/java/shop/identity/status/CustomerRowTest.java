package shop.identity.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.hibernate.UnresolvableObjectException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.jpa.entities.UserEntity;
import shop.identity.own.CannedSession;
import shop.identity.problem.Refusal;

@Tag("CD-5")
class CustomerRowTest {

    private boolean invalidated;

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static KeycloakSession session(UserEntity row, RuntimeException refreshing) {
        EntityManager entities = proxy(EntityManager.class, (self, method, arguments) -> {
            if (method.getName().equals("refresh") && refreshing != null) {
                throw refreshing;
            }
            return method.getName().equals("find") ? row : null;
        });
        JpaConnectionProvider jpa = proxy(JpaConnectionProvider.class, (self, method, arguments) -> entities);
        return proxy(KeycloakSession.class, (self, method, arguments) -> jpa);
    }

    private static UserEntity row(String realmId) {
        UserEntity row = new UserEntity();
        row.setRealmId(realmId);
        return row;
    }

    private Object lock(String id, KeycloakSession session) {
        RealmModel realm = CannedSession.realm();
        return CustomerRow.lock(session, realm, proxy(CachedUserModel.class, (self, method, arguments) -> {
            invalidated |= method.getName().equals("invalidate");
            return method.getName().equals("getId") ? id : null;
        }));
    }

    private static int status(Throwable refusal) {
        return ((Refusal) refusal).getResponse().getStatus();
    }

    /** Or a switch that the cache has already would be left as it is in the database. */
    @Test
    void theCacheIsPassedBy() {
        assertThat(lock("customer", session(row("realm"), null))).isNotNull();
        assertThat(invalidated).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"customer, 404", "f:store:customer, 409"})
    void whereThereIsNone(String id, int status) {
        assertThatThrownBy(() -> lock(id, session(null, null)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(status(refusal)).isEqualTo(status));
    }

    @Test
    void ofAnotherRealm() {
        assertThatThrownBy(() -> lock("customer", session(row("another"), null)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(status(refusal)).isEqualTo(404));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void removedWhileItWasWaitedFor(boolean asHibernateSaysIt) {
        RuntimeException cause = asHibernateSaysIt
                ? new UnresolvableObjectException("customer", "UserEntity")
                : new EntityNotFoundException();
        assertThatThrownBy(() -> lock("customer", session(row("realm"), new ModelException("failed", cause))))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(status(refusal)).isEqualTo(404));
    }

    @Test
    void whatElseFailsIsAFailure() {
        ModelException failure = new ModelException("failed", new IllegalStateException());
        assertThatThrownBy(() -> lock("customer", session(row("realm"), failure)))
                .isSameAs(failure);
    }
}
