package shop.identity.wishlist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.PersonalData;
import shop.identity.own.CannedSession;

@Tag("CD-3")
@Tag("GD-10")
class WishlistDataTest {

    private static final Timestamp AT = Timestamp.from(Instant.parse("2026-11-24T06:07:12.391Z"));

    private final CannedSession canned = new CannedSession();

    private PersonalData data() {
        return new WishlistDataFactory().create(canned.session());
    }

    @Test
    void allThatIsKeptIsHandedOut() throws IOException {
        canned.with("FROM SHOP_WISHLIST w", new Object[] {"1", "List", 1, AT, 3L})
                .with("FROM SHOP_WISHLIST_ITEM", new Object[] {"4711", 2, "blue", AT, 3L});
        StringWriter written = new StringWriter();

        try (JsonGenerator to = new JsonFactory().createGenerator(written)) {
            data().export(CannedSession.realm(), "customer", to);
        }

        assertThat(written)
                .hasToString(
                        "[{\"id\":\"1\",\"name\":\"List\",\"itemCount\":1,\"createdAt\":\"2026-11-24T06:07:12.391Z\","
                                + "\"items\":[{\"sku\":\"4711\",\"quantity\":2,\"note\":\"blue\","
                                + "\"addedAt\":\"2026-11-24T06:07:12.391Z\"}]}]");
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
                                .isEqualTo("DELETE FROM SHOP_WISHLIST WHERE REALM_ID = ? AND USER_ID = ?"));
    }
}
