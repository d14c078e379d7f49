package shop.identity.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.PersonalData;
import shop.identity.own.CannedSession;

@Tag("CD-1")
@Tag("GD-10")
class PreferencesDataTest {

    private final CannedSession canned = new CannedSession();

    private PersonalData data() {
        return new PreferencesDataFactory().create(canned.session());
    }

    private String exported() throws IOException {
        StringWriter written = new StringWriter();
        try (JsonGenerator to = new JsonFactory().createGenerator(written)) {
            data().export(CannedSession.realm(), "customer", to);
        }
        return written.toString();
    }

    @Test
    void whatIsKeptIsHandedOut() throws IOException {
        canned.with("FROM SHOP_PREFERENCES", new Object[] {"post email fax", false});

        assertThat(exported()).isEqualTo("{\"channels\":[\"email\",\"post\"],\"newsletterSwitchedOff\":true}");
    }

    @Test
    void whoHasNotSaidAnythingIsHandedOutWhatGoesForThem() throws IOException {
        assertThat(exported()).isEqualTo("{\"channels\":[\"email\"],\"newsletterSwitchedOff\":false}");
    }

    @Test
    void allOfItIsErasedUnderTheCustomersLock() {
        canned.with("FOR NO KEY UPDATE", new Object[] {false});

        data().erase(CannedSession.realm(), "customer");

        assertThat(canned.statements())
                .filteredOn(sql -> !sql.contains("synchronous_commit"))
                .satisfiesExactly(
                        lock -> assertThat(lock).contains("FOR NO KEY UPDATE"),
                        delete -> assertThat(delete)
                                .isEqualTo("DELETE FROM SHOP_PREFERENCES WHERE REALM_ID = ? AND USER_ID = ?"));
    }
}
