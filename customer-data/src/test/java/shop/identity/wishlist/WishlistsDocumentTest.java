package shop.identity.wishlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.own.Document;

/** {@code docs/openapi/shop-customer-wishlists.yaml} names each operation, and no other. */
@Tag("CD-3")
class WishlistsDocumentTest {

    private static final String ROOT = "/realms/{realm}/shop-customer/me/wishlists";

    @Test
    void operations() throws IOException {
        Set<String> answered = new TreeSet<>();
        answered.addAll(Document.answered(ROOT, WishlistsResource.class));
        answered.addAll(Document.answered(ROOT + "/{id}", WishlistResource.class));
        answered.addAll(Document.answered(ROOT + "/{id}/items", WishlistItemsResource.class));

        assertThat(new Document("shop-customer-wishlists.yaml").operations()).isEqualTo(answered);
    }
}
