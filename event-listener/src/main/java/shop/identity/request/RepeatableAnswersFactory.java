package shop.identity.request;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import shop.identity.cleanup.Cleanup;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.server.KeycloakTransactions;

/** Sees to it that kept answers go: after a day, with the caller, with the realm, and when the caller's data is erased. */
public final class RepeatableAnswersFactory implements PersonalDataFactory {

    private static final String ID = "repeatable-answers";

    private final RepeatableAnswers answers = new RepeatableAnswers();
    private Cleanup cleanup;

    @Override
    public PersonalData create(KeycloakSession session) {
        return new RepeatableAnswersData(session, answers);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        cleanup = new Cleanup(
                "answers",
                new KeycloakTransactions(sessions, "answers to repeated requests"),
                List.of(answers::removeExpired));
        sessions.register(this::onServerEvent);
    }

    private void onServerEvent(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            cleanup.start();
        } else if (event instanceof UserModel.UserRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            String userId = removed.getUser().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                answers.forgetCustomer(connection, realmId, userId);
                return null;
            });
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                answers.forgetRealm(connection, realmId);
                return null;
            });
        }
    }

    @Override
    public void close() {
        if (cleanup != null) {
            cleanup.close();
        }
    }
}
