package shop.identity.server;

import org.keycloak.models.AbstractKeycloakTransaction;

/** Runs something once the request's transaction is committed; not when it is rolled back. */
public final class AfterCommit extends AbstractKeycloakTransaction {

    private final Runnable work;

    public AfterCommit(Runnable work) {
        this.work = work;
    }

    @Override
    protected void commitImpl() {
        work.run();
    }

    @Override
    protected void rollbackImpl() {}
}
