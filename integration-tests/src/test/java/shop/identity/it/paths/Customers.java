package shop.identity.it.paths;

import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;

/** Customers to walk the paths with, and the staff who make them. */
final class Customers implements AutoCloseable {

    private final Ground ground;
    private final AdminApi admin;

    Customers(Ground ground) {
        this.ground = ground;
        this.admin = ground.admin();
    }

    AdminApi admin() {
        return admin;
    }

    OwnRealm realm(Consumer<RealmRepresentation> more) {
        return new OwnRealm(admin, ground.stack().ports(), more);
    }

    /** An address that nobody has. */
    String address() {
        return "m-" + UUID.randomUUID() + "@example.com";
    }

    /** A customer that staff created, with the one record of that already seen. */
    String known(String email) {
        String id = admin.createWithPassword(email, Registration.PASSWORD);
        ground.topic().eventually(id, 1);
        return id;
    }

    /** As an import brings it, with an id of its own. */
    UserRepresentation imported() {
        UserRepresentation user = AdminApi.person(address());
        user.setId(UUID.randomUUID().toString());
        return user;
    }

    @Override
    public void close() {
        admin.close();
    }
}
