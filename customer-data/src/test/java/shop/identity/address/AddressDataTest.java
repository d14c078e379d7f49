package shop.identity.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.PersonalData;
import shop.identity.own.CannedSession;

@Tag("CD-2")
@Tag("GD-10")
class AddressDataTest {

    private final CannedSession canned = new CannedSession();

    private PersonalData data() {
        return new AddressDataFactory().create(canned.session());
    }

    @Test
    void allThatIsKeptIsHandedOut() throws IOException {
        canned.with(
                "FROM SHOP_ADDRESS",
                new Object[] {"1", "shipping", true, "Erika", null, "a\nb", "51147", "Köln", null, "DE", null, 3L},
                new Object[] {"2", "billing", true, "Max", "GmbH", "c", null, null, null, "AE", "+4930901820", 1L});
        StringWriter written = new StringWriter();

        try (JsonGenerator to = new JsonFactory().createGenerator(written)) {
            data().export(CannedSession.realm(), "customer", to);
        }

        JsonNode addresses = new JsonMapper().readTree(written.toString());
        assertThat(addresses).hasSize(2);
        assertThat(addresses.get(0).toString())
                .isEqualTo(
                        "{\"id\":\"1\",\"kind\":\"shipping\",\"default\":true,\"recipient\":\"Erika\",\"company\":null,"
                                + "\"streetLines\":[\"a\",\"b\"],\"postalCode\":\"51147\",\"city\":\"Köln\",\"region\":null,"
                                + "\"country\":\"DE\",\"phone\":null}");
        assertThat(addresses.get(1).get("phone").asText()).isEqualTo("+4930901820");
    }

    /** Also of a customer who may not log in any more, which the row says. */
    @Test
    void allOfItIsErasedUnderTheCustomersLock() {
        canned.with("FOR NO KEY UPDATE", new Object[] {false});

        data().erase(CannedSession.realm(), "customer");

        assertThat(canned.statements())
                .filteredOn(sql -> !sql.contains("synchronous_commit"))
                .satisfiesExactly(
                        lock -> assertThat(lock).contains("FOR NO KEY UPDATE"),
                        delete -> assertThat(delete)
                                .isEqualTo("DELETE FROM SHOP_ADDRESS WHERE REALM_ID = ? AND USER_ID = ?"));
    }
}
