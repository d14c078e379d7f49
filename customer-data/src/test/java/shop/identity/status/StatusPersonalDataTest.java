package shop.identity.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.CustomerStatus;
import shop.identity.own.CannedSession;

@Tag("CD-5")
class StatusPersonalDataTest {

    private static final Instant AT = Instant.parse("2026-11-24T06:07:12.391628Z");

    private static String exported(String reason) throws IOException {
        StringWriter written = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(written)) {
            StatusPersonalData.write(new StatusNote(CustomerStatus.SUSPENDED, reason, "staff-4711", AT), json);
        }
        return written.toString();
    }

    @Test
    void whatIsSaidAboutTheCustomerAndNotWhoSaidIt() throws IOException {
        assertThat(exported("case 4711"))
                .isEqualTo(
                        "{\"status\":\"SUSPENDED\",\"reason\":\"case 4711\",\"since\":\"2026-11-24T06:07:12.391Z\"}");
        assertThat(exported(null)).contains("\"reason\":null").doesNotContain("staff");
    }

    /** Whoever changes a status holds the customer's row, and writes the note then: the other order would wait in a circle. */
    @Test
    void erasedBehindTheCustomersRow() {
        CannedSession session = new CannedSession();
        new StatusPersonalData(session.session(), new StatusNotes()).erase(CannedSession.realm(), "customer");

        assertThat(session.statements()).hasSizeGreaterThan(1);
        assertThat(session.statements().indexOf(find(session, "FROM USER_ENTITY")))
                .isLessThan(session.statements().indexOf(find(session, "DELETE FROM SHOP_STATUS_NOTE")));
    }

    private static String find(CannedSession session, String part) {
        return session.statements().stream()
                .filter(statement -> statement.contains(part))
                .findFirst()
                .orElseThrow();
    }
}
