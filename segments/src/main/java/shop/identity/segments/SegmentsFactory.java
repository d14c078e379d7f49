package shop.identity.segments;

import io.micrometer.core.instrument.Metrics;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.utils.KeycloakSessionUtil;
import shop.identity.customer.CustomerRealm;
import shop.identity.problem.Refusal;
import shop.identity.segments.catalog.RuleBook;
import shop.identity.segments.catalog.SegmentTable;
import shop.identity.segments.customers.Customers;
import shop.identity.segments.facts.FactTable;
import shop.identity.segments.membership.CachedCustomers;
import shop.identity.segments.membership.GroupChanges;
import shop.identity.segments.membership.LeaverTable;
import shop.identity.segments.membership.Memberships;
import shop.identity.segments.membership.OwnChanges;
import shop.identity.segments.metrics.SegmentMeters;
import shop.identity.segments.rule.InstalledFields;
import shop.identity.segments.staff.EvaluationDesk;
import shop.identity.segments.staff.SegmentDesk;
import shop.identity.segments.staff.SegmentRooms;
import shop.identity.segments.staff.StaffSegments;
import shop.identity.segments.sweep.SweepTable;
import shop.identity.segments.sweep.SweepWorker;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.ServerMode;
import shop.identity.server.ServerOptions;

/**
 * Where rules, memberships and sweeps are put together, once per server; and {@code /admin/realms/{realm}/shop-segments}.
 *
 * <p>Options, each as {@code --spi-admin-realm-restapi-extension--shop-segments--<option>}: see {@code docs/configuration.md}.
 */
public final class SegmentsFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-segments";
    /** By then the transaction that could not tell the cache has ended. */
    private static final int SOON = 2;

    private final SegmentTable table = new SegmentTable();
    private final LeaverTable leavers = new LeaverTable();
    private final FactTable facts = new FactTable();
    private final SweepTable sweeps = new SweepTable();
    private final Customers customers = new Customers();
    private final Memberships memberships = new Memberships(customers);

    private SegmentOptions options;
    private SegmentMeters meters;
    private ScheduledExecutorService soon;
    private SweepWorker worker;
    private SegmentRooms rooms;

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new Segments();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            options = SegmentOptions.from(new ServerOptions(config));
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(ID + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        meters = new SegmentMeters(Metrics.globalRegistry);
        soon = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "shop-segment-cache");
            thread.setDaemon(true);
            return thread;
        });
        RuleBook rules = new RuleBook(table, new InstalledFields(sessions));
        KeycloakTransactions transactions = new KeycloakTransactions(sessions, "segments");
        worker = SweepWorker.of(
                sessions,
                transactions,
                sweeps,
                rules,
                customers,
                memberships,
                facts,
                leavers,
                options.interval(),
                meters);
        EvaluationDesk evaluations = new EvaluationDesk(transactions, sweeps, worker::wake);
        SegmentDesk desk = new SegmentDesk(table, rules, leavers, sweeps);
        rooms = new SegmentRooms(table, rules, customers, memberships, facts, desk, evaluations, worker::wake);
        OwnChanges changes = new OwnChanges(
                table, rules, memberships, leavers, meters, (realmId, moved) -> forget(sessions, realmId, moved));
        GroupChanges groups = new GroupChanges(table, memberships, leavers);
        sessions.register(new SegmentEvents(changes, groups, table, leavers, facts, sweeps));
        sessions.register(this::onStart);
    }

    private void onStart(ProviderEvent event) {
        if (event instanceof PostMigrationEvent && options.worker() && ServerMode.isServer()) {
            worker.start();
        }
    }

    /** At the commit of the session at hand; or later, where that session has asked for no user so far. */
    private void forget(KeycloakSessionFactory sessions, String realmId, Collection<String> moved) {
        try {
            KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
            RealmModel atHand = session.getContext().getRealm();
            RealmModel realm = atHand != null && atHand.getId().equals(realmId)
                    ? atHand
                    : session.realms().getRealm(realmId);
            CachedCustomers.forget(session, realm, moved);
        } catch (RuntimeException noSessionOrTooLate) {
            soon.schedule(() -> CachedCustomers.forgetSoon(sessions, realmId, moved), SOON, TimeUnit.SECONDS);
        }
    }

    /** Also where the start was refused before there was anything to close. */
    @Override
    public void close() {
        if (worker != null) {
            worker.close();
            soon.shutdownNow();
            meters.close();
        }
    }

    private final class Segments implements AdminRealmResourceProvider {

        @Override
        public Object getResource(
                KeycloakSession session,
                RealmModel realm,
                AdminPermissionEvaluator permissions,
                AdminEventBuilder adminEvent) {
            if (!CustomerRealm.takesPart(realm)) {
                throw Refusal.notFound("The realm does not name the event listener, so there are no segments.");
            }
            return StaffSegments.resource(session, realm, permissions, adminEvent, rooms);
        }

        @Override
        public void close() {}
    }
}
