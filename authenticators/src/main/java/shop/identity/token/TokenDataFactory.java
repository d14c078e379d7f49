package shop.identity.token;

import org.keycloak.models.KeycloakSession;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;

/** Links and codes that a customer was sent. */
public final class TokenDataFactory implements PersonalDataFactory {

    private final OwnTokens own = new OwnTokens();

    /** It issues none. */
    private final Tokens tokens = new Tokens(null);

    @Override
    public PersonalData create(KeycloakSession session) {
        return new TokenData(session, own, tokens);
    }

    @Override
    public String getId() {
        return "links-and-codes";
    }
}
