package shop.identity.segments.own;

import java.util.Comparator;
import java.util.List;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.customer.CustomerPart;
import shop.identity.customer.CustomerSegment;
import shop.identity.segments.catalog.SegmentTable;

/** Which segments a customer is in. */
record OwnSegments(KeycloakSession session) implements CustomerPart {

    @Override
    public List<CustomerSegment> show(RealmModel realm, UserModel customer) {
        return of(customer);
    }

    @Override
    public Object resource(SignedIn customer) {
        return new OwnSegmentsResource(session, customer);
    }

    /** By name. */
    static List<CustomerSegment> of(UserModel customer) {
        return customer.getGroupsStream()
                .filter(group -> isRoot(group.getParent()))
                .map(group -> new CustomerSegment(group.getId(), group.getName()))
                .sorted(Comparator.comparing(CustomerSegment::name))
                .toList();
    }

    private static boolean isRoot(GroupModel group) {
        return group != null && group.getParentId() == null && group.getName().equals(SegmentTable.ROOT);
    }

    @Override
    public void close() {}
}
