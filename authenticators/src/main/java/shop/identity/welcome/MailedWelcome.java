package shop.identity.welcome;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.customer.CustomerRealm;
import shop.identity.server.AfterCommit;
import shop.identity.server.KeycloakTransactions;

record MailedWelcome(KeycloakSession session, Welcomes welcomes, WelcomeDays days, Runnable wakeWorker)
        implements Welcome {

    @Override
    public void greet(RealmModel realm, UserModel user, String clientId) {
        if (!CustomerRealm.takesPart(realm)) {
            return;
        }
        DueWelcome first = new DueWelcome(realm.getId(), user.getId(), days.first(), clientId);
        if (KeycloakTransactions.within(session, connection -> welcomes.begin(connection, first))) {
            session.getTransactionManager().enlistAfterCompletion(new AfterCommit(wakeWorker));
        }
    }

    @Override
    public void close() {}
}
