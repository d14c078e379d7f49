package shop.identity.segments.rule;

import java.util.List;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.customer.CustomerTrait;
import shop.identity.customer.CustomerTraits;

/** Reads rules with the fields that this server's modules bring: asked for once, when the first rule is read. */
public final class InstalledFields implements Supplier<RuleParser> {

    private final KeycloakSessionFactory sessions;
    private volatile RuleParser parser;

    public InstalledFields(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public RuleParser get() {
        if (parser == null) {
            parser = new RuleParser(new Fields(traits()));
        }
        return parser;
    }

    private List<CustomerTrait> traits() {
        try (KeycloakSession session = sessions.create()) {
            return session.getAllProviders(CustomerTraits.class).stream()
                    .flatMap(traits -> traits.list().stream())
                    .toList();
        }
    }
}
