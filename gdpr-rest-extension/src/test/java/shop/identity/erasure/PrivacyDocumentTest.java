package shop.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.erasure.own.OwnErasureResource;
import shop.identity.erasure.staff.ErasureResource;
import shop.identity.erasure.staff.ErasuresResource;

/** {@code docs/openapi/shop-privacy.yaml} names each operation, and no other. */
@Tag("GD-1")
class PrivacyDocumentTest {

    private static final String REGISTER = "/admin/realms/{realm}/shop-privacy/erasures";

    @Test
    void operations() throws IOException {
        Set<String> answered = new TreeSet<>();
        answered.addAll(Document.answered("/realms/{realm}/shop-privacy/me/erasure", OwnErasureResource.class));
        answered.addAll(Document.answered(REGISTER, ErasuresResource.class));
        answered.addAll(Document.answered(REGISTER + "/{id}", ErasureResource.class));

        assertThat(new Document("shop-privacy.yaml").operations()).isEqualTo(answered);
    }
}
