package shop.identity.wishlist;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import shop.identity.own.OwnRequest;
import shop.identity.problem.FieldError;
import shop.identity.problem.Refusal;

/** {@code …/me/wishlists/{id}/items}: the articles on one list. */
public final class WishlistItemsResource {

    private final OwnRequest request;
    private final WishlistItems items;
    private final String wishlistId;

    WishlistItemsResource(OwnRequest request, WishlistItems items, String wishlistId) {
        this.request = request;
        this.items = items;
        this.wishlistId = wishlistId;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        request.look();
        List<WishlistItemRepresentation> all = items.of(wishlistId).items().stream()
                .map(WishlistItemRepresentation::of)
                .toList();
        return Response.ok(all).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @GET
    @Path("{sku}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response get(@PathParam("sku") String sku) {
        request.look();
        return shown(items.get(wishlistId, present(sku)));
    }

    /** The answer is the same whether the article comes onto the list or is there already. */
    @PUT
    @Path("{sku}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("sku") String sku, InputStream body) {
        return request.change(body, bytes -> {
            Wish wish = Wish.read(bytes);
            Sku article = Sku.of(sku)
                    .orElseThrow(() -> Refusal.invalid(List.of(new FieldError(
                            "sku",
                            "has to be 1 to 64 letters of A to Z, digits and . _ : ~ -, a letter or digit first"))));
            return shown(items.put(wishlistId, article, this::requireSeen, wish));
        });
    }

    @DELETE
    @Path("{sku}")
    public Response remove(@PathParam("sku") String sku) {
        return request.change(bytes -> {
            items.remove(wishlistId, present(sku), this::requireSeen);
            return Response.noContent().build();
        });
    }

    private static Sku present(String sku) {
        return Sku.of(sku).orElseThrow(() -> Refusal.notFound("There is no such article on that wishlist."));
    }

    /** @param present null when the article is not on the list */
    private void requireSeen(WishlistItem present) {
        if (present == null) {
            request.requireUnseen();
        } else {
            request.requireSeen(present.version());
        }
    }

    private static Response shown(WishlistItem item) {
        return Response.ok(WishlistItemRepresentation.of(item))
                .tag(item.version().tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
