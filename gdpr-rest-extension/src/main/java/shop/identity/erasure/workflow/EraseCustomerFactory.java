package shop.identity.erasure.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.workflow.ResourceType;
import org.keycloak.models.workflow.WorkflowStepProviderFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import shop.identity.erasure.ErasureOptions;

/** Facts about {@link EraseCustomer}. All that depends on Keycloak's workflows is in this package. */
public final class EraseCustomerFactory implements WorkflowStepProviderFactory<EraseCustomer> {

    static final String ID = "shop-erase-customer";
    static final String GRACE = "grace-days";

    @Override
    public EraseCustomer create(KeycloakSession session, ComponentModel model) {
        return new EraseCustomer(session, Duration.ofDays(grace(model.get(GRACE))));
    }

    /** @return -1: it is none */
    static int grace(String value) {
        if (value == null || value.isBlank()) {
            return 0;
        }
        try {
            int days = Integer.parseInt(value.strip());
            return days <= ErasureOptions.LONGEST_GRACE ? Math.max(days, -1) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel model)
            throws ComponentValidationException {
        if (grace(model.get(GRACE)) < 0) {
            throw new ComponentValidationException(
                    GRACE + " has to be a number of days from 0 to " + ErasureOptions.LONGEST_GRACE);
        }
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(GRACE)
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("0")
                .helpText("Days in which the customer may still keep the account; 0: erased at once, without a mail.")
                .add()
                .build();
    }

    @Override
    public Set<ResourceType> getSupportedResourceTypes() {
        return Set.of(ResourceType.USERS);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getHelpText() {
        return "Erases the customer's personal data, as a request for erasure does";
    }
}
