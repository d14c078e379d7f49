package shop.identity.erasure.own;

import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import org.keycloak.utils.KeycloakSessionUtil;
import shop.identity.capture.RequestOrigin;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.customer.Actor;
import shop.identity.customer.Channel;
import shop.identity.customer.CustomerRealm;
import shop.identity.erasure.ErasureOptions;
import shop.identity.erasure.ErasureTable;
import shop.identity.erasure.Erasures;
import shop.identity.erasure.Party;
import shop.identity.erasure.ServerClock;
import shop.identity.erasure.Withdrawals;
import shop.identity.erasure.blocking.BlockingOptions;
import shop.identity.erasure.blocking.OpenBusiness;
import shop.identity.erasure.processing.DueErasures;
import shop.identity.erasure.processing.Eraser;
import shop.identity.erasure.processing.ErasureWorker;
import shop.identity.erasure.processing.RegisterMeters;
import shop.identity.export.ExportOptions;
import shop.identity.export.Exports;
import shop.identity.remote.RemoteData;
import shop.identity.remote.RemoteErasures;
import shop.identity.remote.RemoteOptions;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.ServerMode;
import shop.identity.server.ServerOptions;

/**
 * Where requests, their register and their worker are put together, once per server; and {@code /realms/{realm}/shop-privacy}. It is
 * not there in realms that do not take part. Options: see {@code docs/configuration.md}.
 */
public final class PrivacyFactory implements RealmResourceProviderFactory {

    static final String ID = "shop-privacy";

    private final Clock clock = new ServerClock();
    private final RequestOrigin origin = new RequestOrigin();

    private ErasureOptions options;
    private BlockingOptions blocking;
    private RemoteOptions services;
    private ExportOptions exporting;
    private OpenBusiness business;
    private Erasures erasures;
    private RemoteErasures remote;
    private Exports exports;
    private RegisterMeters meters;
    private ErasureWorker worker;

    /** Of this server. */
    public static PrivacyFactory of(KeycloakSession session) {
        return (PrivacyFactory) session.getKeycloakSessionFactory().getProviderFactory(RealmResourceProvider.class, ID);
    }

    public Erasures erasures() {
        return erasures;
    }

    public RemoteErasures remote() {
        return remote;
    }

    public Exports exports() {
        return exports;
    }

    public ErasureOptions options() {
        return options;
    }

    /** Something is due with the commit of the transaction at hand. */
    public void wakeWorker() {
        worker.wake();
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new Privacy(session, this);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        ServerOptions given = new ServerOptions(config);
        try {
            given.refuseOthersThan(known(given));
            options = ErasureOptions.from(given);
            blocking = BlockingOptions.from(given);
            services = RemoteOptions.from(given, ServerMode.isServer());
            exporting = ExportOptions.from(given);
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(ID + ": " + e.getMessage(), false);
        }
    }

    private static Set<String> known(ServerOptions given) {
        Set<String> names = new HashSet<>(ErasureOptions.NAMES);
        names.addAll(BlockingOptions.NAMES);
        names.addAll(RemoteOptions.known(given));
        names.addAll(ExportOptions.NAMES);
        return names;
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        business = new OpenBusiness(blocking);
        erasures = new Erasures(business, clock);
        meters = new RegisterMeters(
                Metrics.globalRegistry, new KeycloakTransactions(sessions, "register of erasures"), clock);
        remote = new RemoteErasures(services, clock);
        remote.join(sessions);
        exports = new Exports(exporting, new RemoteData(services), options.recent(), clock);
        exports.join(sessions);
        Eraser eraser = new Eraser(options.mode(), remote::begin, clock);
        worker = new ErasureWorker(new DueErasures(sessions, eraser, clock, meters));
        ErasureTable table = new ErasureTable();
        sessions.register(new Withdrawals(KeycloakSessionUtil::getKeycloakSession, this::actorOf));
        sessions.register(new WithTheCustomer(
                (connection, realmId, userId) -> table.forgetCustomer(
                        connection,
                        realmId,
                        userId,
                        clock.instant(),
                        new Party(actorOf(KeycloakSessionUtil.getKeycloakSession()), null)),
                table::forgetRealm));
        sessions.register(this::onStart);
    }

    private Actor actorOf(KeycloakSession session) {
        return origin.of(session, Channel.TASK).actor();
    }

    private void onStart(ProviderEvent event) {
        if (event instanceof PostMigrationEvent && ServerMode.isServer()) {
            meters.start();
            if (options.worker()) {
                worker.start();
            }
        }
    }

    /** Also where the start was refused before there was anything to close. */
    @Override
    public void close() {
        if (worker != null) {
            worker.close();
            remote.close();
            meters.close();
            business.close();
        }
    }

    private record Privacy(KeycloakSession session, PrivacyFactory privacy) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return CustomerRealm.takesPart(session.getContext().getRealm())
                    ? new PrivacyResource(session, privacy)
                    : null;
        }

        @Override
        public void close() {}
    }
}
