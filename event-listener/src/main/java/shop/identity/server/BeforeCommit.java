package shop.identity.server;

import org.keycloak.models.AbstractKeycloakTransaction;

/**
 * Does something just before the request's transaction is committed, and in it: whatever that throws rolls the transaction
 * back, and the caller sees the error. To be enlisted with {@code enlistPrepare}.
 */
public final class BeforeCommit extends AbstractKeycloakTransaction {

    private final Runnable work;

    public BeforeCommit(Runnable work) {
        this.work = work;
    }

    @Override
    protected void commitImpl() {
        work.run();
    }

    @Override
    protected void rollbackImpl() {}
}
