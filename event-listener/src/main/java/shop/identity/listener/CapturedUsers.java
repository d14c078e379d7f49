package shop.identity.listener;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.JpaUserProvider;
import shop.identity.capture.BulkRemoval;

/** Keycloak's own user store, whose bulk deletions do not go untold. */
final class CapturedUsers extends JpaUserProvider {

    private final BulkRemoval removal;

    CapturedUsers(KeycloakSession session, EntityManager entities, BulkRemoval removal) {
        super(session, entities);
        this.removal = removal;
    }

    /** The realm is being removed. */
    @Override
    public void preRemove(RealmModel realm) {
        removal.ofRealm(em.unwrap(Session.class), realm.getId(), () -> super.preRemove(realm));
    }

    /** Staff asked for it, or the user storage provider is being removed. */
    @Override
    public void removeImportedUsers(RealmModel realm, String storageProviderId) {
        removal.ofImported(
                em.unwrap(Session.class),
                realm.getId(),
                storageProviderId,
                () -> super.removeImportedUsers(realm, storageProviderId));
    }
}
