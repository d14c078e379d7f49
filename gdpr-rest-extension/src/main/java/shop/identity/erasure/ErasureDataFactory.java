package shop.identity.erasure;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** {@code erasures} in an export. */
public final class ErasureDataFactory implements PersonalDataFactory {

    private final Register register = new Register();
    private final ErasureTable table = new ErasureTable();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new ErasureData(session, register, table);
    }

    @Override
    public String getId() {
        return "erasures";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}
}
