package shop.identity.segments.own;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.segments.catalog.SegmentTable;
import shop.identity.segments.customers.Customers;
import shop.identity.segments.facts.FactTable;
import shop.identity.segments.membership.LeaverTable;
import shop.identity.segments.membership.Memberships;

/** What segments know of a customer. */
public final class SegmentPersonalDataFactory implements PersonalDataFactory {

    private final SegmentTable table = new SegmentTable();
    private final FactTable facts = new FactTable();
    private final LeaverTable leavers = new LeaverTable();
    private final Memberships memberships = new Memberships(new Customers());

    @Override
    public PersonalData create(KeycloakSession session) {
        return new SegmentPersonalData(session, table, facts, leavers, memberships);
    }

    @Override
    public String getId() {
        return "segments";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}
}
