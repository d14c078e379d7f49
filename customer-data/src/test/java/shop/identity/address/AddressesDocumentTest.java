package shop.identity.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.own.Document;

/** {@code docs/openapi/shop-customer-addresses.yaml} names each operation, and no other. */
@Tag("CD-2")
class AddressesDocumentTest {

    private static final String ROOT = "/realms/{realm}/shop-customer/me/addresses";

    @Test
    void operations() throws IOException {
        Set<String> answered = new TreeSet<>();
        answered.addAll(Document.answered(ROOT, AddressesResource.class));
        answered.addAll(Document.answered(ROOT + "/{id}", AddressResource.class));

        assertThat(new Document("shop-customer-addresses.yaml").operations()).isEqualTo(answered);
    }
}
