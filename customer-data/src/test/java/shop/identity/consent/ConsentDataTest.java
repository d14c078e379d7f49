package shop.identity.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.PersonalData;
import shop.identity.own.CannedSession;

@Tag("CD-1")
@Tag("GD-10")
class ConsentDataTest {

    private final CannedSession canned = new CannedSession();

    private PersonalData data() {
        return new ConsentDataFactory().create(canned.session());
    }

    @Test
    void theWholeLogIsHandedOut() throws IOException {
        OffsetDateTime at = OffsetDateTime.parse("2026-11-24T06:07:12.391Z");
        canned.with(
                "FROM SHOP_CONSENT",
                new Object[] {"marketing", false, "1", at.plusDays(1), "self", "realm-api"},
                new Object[] {"of a later release", true, "1", at, "self", "realm-api"},
                new Object[] {"marketing", true, "1", at, "self", "registration-form"});
        StringWriter written = new StringWriter();

        try (JsonGenerator to = new JsonFactory().createGenerator(written)) {
            data().export(CannedSession.realm(), "customer", to);
        }

        assertThat(written.toString())
                .isEqualTo(
                        "[{\"kind\":\"marketing\",\"given\":false,\"textVersion\":\"1\",\"time\":\"2026-11-25T06:07:12.391Z\","
                                + "\"actor\":\"self\",\"channel\":\"realm-api\"},"
                                + "{\"kind\":\"marketing\",\"given\":true,\"textVersion\":\"1\",\"time\":\"2026-11-24T06:07:12.391Z\","
                                + "\"actor\":\"self\",\"channel\":\"registration-form\"}]");
    }

    /** The log stays: whose it was goes. What the statement does is tested on a real database. */
    @Test
    void noEntryIsRemovedByErasure() {
        canned.with("FOR NO KEY UPDATE", new Object[] {false});

        data().erase(CannedSession.realm(), "customer");

        assertThat(canned.statements())
                .filteredOn(sql -> !sql.contains("synchronous_commit"))
                .satisfiesExactly(
                        lock -> assertThat(lock).contains("FOR NO KEY UPDATE"),
                        unname -> assertThat(unname)
                                .contains("UPDATE SHOP_CONSENT")
                                .doesNotContain("DELETE"));
    }
}
