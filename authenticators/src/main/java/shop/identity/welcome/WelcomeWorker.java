package shop.identity.welcome;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import shop.identity.server.KeycloakTransactions;

/**
 * Sends what is due. Every node does: one transaction for each mail holds the customer's row, queues the mail and says what
 * comes next, so a mail goes out once, whoever was at it and wherever it stopped.
 */
final class WelcomeWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WelcomeWorker.class);

    /** How late a mail may be that no commit on this node has announced. */
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Before one that could not be made is tried again: a template is mended by people. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private final KeycloakSessionFactory sessions;
    private final Welcomes welcomes;
    private final WelcomeDays days;
    private final AtomicBoolean isAwake = new AtomicBoolean();
    private final ScheduledExecutorService clock;
    private boolean isFailing;

    WelcomeWorker(KeycloakSessionFactory sessions, Welcomes welcomes, WelcomeDays days) {
        this.sessions = sessions;
        this.welcomes = welcomes;
        this.days = days;
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "shop-welcome");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        clock.scheduleWithFixedDelay(this::run, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something became due on this node. */
    void wake() {
        if (!clock.isShutdown() && isAwake.compareAndSet(false, true)) {
            clock.execute(this::run);
        }
    }

    /** Whatever it was, the next time it may be gone: a task that throws would not come again. */
    private void run() {
        isAwake.set(false);
        try {
            while (!Thread.currentThread().isInterrupted() && sendOne()) {
                isFailing = false;
            }
            isFailing = false;
        } catch (RuntimeException | Error e) {
            if (!isFailing) {
                LOG.warn("Welcome mails cannot be sent now");
            }
            isFailing = true;
            LOG.debug("welcome mails failed", e);
        }
    }

    /** @return false when nothing is due */
    private boolean sendOne() {
        Attempt attempt = new Attempt();
        try {
            return KeycloakModelUtils.runJobInTransactionWithResult(sessions, null, attempt::make, "welcome mails");
        } catch (RuntimeException e) {
            if (attempt.due == null) {
                throw e;
            }
            LOG.warnf(
                    "The welcome mail of day %d could not be made (%s); it is tried again later",
                    attempt.due.day(), e.getClass().getSimpleName());
            LOG.debug("welcome mail failed", e);
            new KeycloakTransactions(sessions, "welcome mails").call(connection -> {
                welcomes.putOff(connection, attempt.due, PAUSE);
                return null;
            });
            return true;
        }
    }

    /** Remembers what it was at, over the end of its transaction. */
    private final class Attempt {

        private DueWelcome due;

        private boolean make(KeycloakSession session) {
            Optional<DueWelcome> taken = KeycloakTransactions.within(session, welcomes::take);
            if (taken.isEmpty()) {
                return false;
            }
            due = taken.get();
            RealmModel realm = session.realms().getRealm(due.realmId());
            WelcomeMail mail = new WelcomeMail(session, realm, realm == null ? null : user(session, realm));
            OptionalInt next = mail.isUnwanted(due.day()) ? OptionalInt.empty() : sent(mail);
            KeycloakTransactions.within(session, connection -> {
                if (next.isPresent()) {
                    welcomes.goOn(connection, due, next.getAsInt());
                } else {
                    welcomes.end(connection, due);
                }
                return null;
            });
            return true;
        }

        /** As the database knows it: this node's cache may not have heard yet of what another node did. */
        private UserModel user(KeycloakSession session, RealmModel realm) {
            session.getContext().setRealm(realm);
            UserModel user = session.users().getUserById(realm, due.userId());
            return user instanceof CachedUserModel cached ? cached.getDelegateForUpdate() : user;
        }

        /** @return the day of the next mail, if there is to be one */
        private OptionalInt sent(WelcomeMail mail) {
            if (days.has(due.day()) && mail.isReachable()) {
                mail.send(due.day(), due.clientId());
            }
            OptionalInt next = days.after(due.day());
            return next.isPresent() && mail.hasConsented() ? next : OptionalInt.empty();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
