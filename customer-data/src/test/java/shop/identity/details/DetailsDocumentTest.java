package shop.identity.details;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.own.Document;
import shop.identity.preferences.ConsentsResource;
import shop.identity.preferences.PreferencesResource;
import shop.identity.status.StatusResource;

/** {@code docs/openapi/shop-customer.yaml} and {@code shop-customers.yaml} name each operation, and no other. */
@Tag("CD-1")
@Tag("CD-4")
class DetailsDocumentTest {

    private static final String ROOT = "/realms/{realm}/shop-customer";
    private static final String STAFF = "/admin/realms/{realm}/shop-customers/{id}";

    @Test
    void operationsOfCustomers() throws IOException {
        Set<String> answered = new TreeSet<>();
        answered.addAll(Document.answered(ROOT, OwnCustomerResource.class));
        answered.addAll(Document.answered(ROOT + "/me/preferences", PreferencesResource.class));
        answered.addAll(Document.answered(ROOT + "/me/preferences/consents", ConsentsResource.class));

        assertThat(new Document("shop-customer.yaml").operations()).isEqualTo(answered);
    }

    @Test
    void operationsOfStaff() throws IOException {
        Set<String> answered = new TreeSet<>();
        answered.addAll(Document.answered(STAFF, StaffCustomerResource.class));
        answered.addAll(Document.answered(STAFF + "/status", StatusResource.class));

        assertThat(new Document("shop-customers.yaml").operations()).isEqualTo(answered);
    }
}
