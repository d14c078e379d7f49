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
}
