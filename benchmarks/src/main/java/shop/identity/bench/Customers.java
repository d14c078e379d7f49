package shop.identity.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.bench.load.SteadyChangesFactory;

/** Customers whom staff change, over the admin REST interface. */
final class Customers {

    private final UsersResource users;
    private final List<UserRepresentation> all = new ArrayList<>();

    Customers(UsersResource users, int count) {
        this.users = users;
        for (int i = 0; i < count; i++) {
            all.add(create());
        }
    }

    private UserRepresentation create() {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(SteadyChangesFactory.CUSTOMERS + UUID.randomUUID());
        user.setEmail(user.getUsername() + "@example.com");
        user.setFirstName("Erika");
        user.setLastName("Mustermann");
        user.setEnabled(true);
        user.setId(CreatedResponseUtil.getCreatedId(users.create(user)));
        return user;
    }

    /** One event. Returns when it is committed; of two changes of one customer the second waits. */
    void change(int turn) {
        UserRepresentation user = all.get(turn % all.size());
        synchronized (user) {
            user.setFirstName("Erika " + UUID.randomUUID());
            users.get(user.getId()).update(user);
        }
    }
}
