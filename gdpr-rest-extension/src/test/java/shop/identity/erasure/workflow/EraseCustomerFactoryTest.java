package shop.identity.erasure.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.workflow.ResourceType;

@Tag("GD-11")
class EraseCustomerFactoryTest {

    private final EraseCustomerFactory factory = new EraseCustomerFactory();

    private static ComponentModel step(String grace) {
        ComponentModel model = new ComponentModel();
        if (grace != null) {
            model.put("grace-days", grace);
        }
        return model;
    }

    @Test
    void aStepForUsersAlone() {
        assertThat(factory.getId()).isEqualTo("shop-erase-customer");
        assertThat(factory.getSupportedResourceTypes()).containsExactly(ResourceType.USERS);
        assertThat(factory.getConfigProperties())
                .singleElement()
                .satisfies(property -> assertThat(property.getName()).isEqualTo("grace-days"));
    }

    @Test
    void atOnceUnlessSet() {
        assertThat(factory.create(null, step(null)).grace()).isZero();
        assertThat(factory.create(null, step("")).grace()).isZero();
        assertThat(factory.create(null, step("14")).grace()).hasDays(14);
        assertThatCode(() -> factory.validateConfiguration(null, null, step("25")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-7", "26", "99999999999", "P14D", "1.5"})
    void anotherTimeIsRefusedWhenTheWorkflowIsMade(String grace) {
        assertThatThrownBy(() -> factory.validateConfiguration(null, null, step(grace)))
                .isInstanceOf(ComponentValidationException.class)
                .hasMessage("grace-days has to be a number of days from 0 to 25");
    }
}
