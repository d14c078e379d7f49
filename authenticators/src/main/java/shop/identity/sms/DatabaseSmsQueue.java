package shop.identity.sms;

import java.time.Duration;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.sealing.Seal;
import shop.identity.sealing.Sealed;
import shop.identity.server.AfterCommit;
import shop.identity.server.KeycloakTransactions;

final class DatabaseSmsQueue implements SmsQueue {

    /** What messages are sealed for. */
    static final String PURPOSE = "sms";

    private final KeycloakSession session;
    private final SmsJobs jobs;
    private final Runnable wakeWorker;

    DatabaseSmsQueue(KeycloakSession session, SmsJobs jobs, Runnable wakeWorker) {
        this.session = session;
        this.jobs = jobs;
        this.wakeWorker = wakeWorker;
    }

    @Override
    public void add(RealmModel realm, UserModel user, UUID id, String to, String text, Duration life) {
        Sealed content = Seal.of(session).seal(realm, PURPOSE, new SmsContent(to, text).bytes(), id.toString());
        KeycloakTransactions.within(session, connection -> {
            jobs.add(connection, id, realm.getId(), user.getId(), content, life);
            return null;
        });
        session.getTransactionManager().enlistAfterCompletion(new AfterCommit(wakeWorker));
    }

    @Override
    public void close() {}
}
