package shop.identity.login;

import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import shop.identity.limits.Attempt;

/**
 * Keycloak's own part of a login asks the database, too. Where that goes away just then, the customer is asked to try again,
 * as a moment before and a moment after; otherwise it would be a server error.
 */
final class DatabaseAway {

    private static final Logger LOG = Logger.getLogger(DatabaseAway.class);

    private DatabaseAway() {}

    static void isNoServerError(AuthenticationFlowContext context, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            if (!isBehind(e)) {
                throw e;
            }
            LOG.warn("A login did not get on with the database, and is refused");
            LOG.debug("step failed", e);
            context.getSession().getTransactionManager().setRollbackOnly();
            throw TryAgain.inPlaceOfAnswer(context.getSession(), Attempt.unavailable());
        }
    }

    private static boolean isBehind(Throwable e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
