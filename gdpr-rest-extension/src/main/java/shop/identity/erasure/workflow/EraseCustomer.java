package shop.identity.erasure.workflow;

import java.time.Duration;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.workflow.WorkflowExecutionContext;
import org.keycloak.models.workflow.WorkflowStepProvider;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomerStatus;
import shop.identity.erasure.Erasure;
import shop.identity.erasure.Party;
import shop.identity.erasure.own.PrivacyFactory;
import shop.identity.server.AfterCommit;

/**
 * The step {@code shop-erase-customer}: a request for erasure by a rule of the realm, with its line in the register. It fails, to be
 * tried again by the workflow, while orders or payments are open, or nobody knows whether.
 *
 * @param grace none: erased as soon as a worker comes by
 */
record EraseCustomer(KeycloakSession session, Duration grace) implements WorkflowStepProvider {

    @Override
    public void run(WorkflowExecutionContext context) {
        RealmModel realm = session.getContext().getRealm();
        UserModel customer = session.users().getUserById(realm, context.getResourceId());
        if (customer == null || !isToBeErased(realm, customer)) {
            return;
        }
        PrivacyFactory privacy = PrivacyFactory.of(session);
        boolean requested =
                privacy.erasures().of(session, realm, customer.getId()).stream().anyMatch(Erasure::isOpen);
        if (!requested) {
            privacy.erasures().request(session, realm, customer, Party.SERVER, grace);
            session.getTransactionManager().enlistAfterCompletion(new AfterCommit(privacy::wakeWorker));
        }
    }

    /** Whoever keeps a service's account in a rule about users means no customer. */
    private static boolean isToBeErased(RealmModel realm, UserModel customer) {
        return CustomerRealm.takesPart(realm)
                && customer.getServiceAccountClientLink() == null
                && CustomerStatus.of(customer) != CustomerStatus.ERASED;
    }

    @Override
    public String getNotificationSubject() {
        return "accountDeleteNotificationSubject";
    }

    @Override
    public String getNotificationMessage() {
        return "accountDeleteNotificationBody";
    }

    @Override
    public void close() {}
}
