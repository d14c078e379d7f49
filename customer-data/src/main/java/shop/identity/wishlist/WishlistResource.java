package shop.identity.wishlist;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import shop.identity.own.OwnRequest;

/** {@code …/me/wishlists/{id}}. What belongs to somebody else is not there. */
public final class WishlistResource {

    private final OwnRequest request;
    private final WishlistShelf shelf;
    private final WishlistItems items;
    private final String id;

    WishlistResource(OwnRequest request, WishlistShelf shelf, WishlistItems items, String id) {
        this.request = request;
        this.shelf = shelf;
        this.items = items;
        this.id = id;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response get() {
        request.look();
        return shown();
    }

    /** Of the list itself there is nothing but its name. */
    @PUT
    @Produces(MediaType.APPLICATION_JSON)
    public Response rename(InputStream body) {
        return request.change(body, bytes -> {
            shelf.rename(id, this::requireSeen, WishlistName.read(bytes));
            return shown();
        });
    }

    @DELETE
    public Response remove() {
        return request.change(bytes -> {
            shelf.remove(id, this::requireSeen);
            return Response.noContent().build();
        });
    }

    @Path("items")
    public WishlistItemsResource items() {
        return new WishlistItemsResource(request, items, id);
    }

    private void requireSeen(Wishlist present) {
        request.requireSeen(present.version());
    }

    private Response shown() {
        FilledWishlist filled = items.of(id);
        return Response.ok(WishlistRepresentation.of(filled))
                .tag(filled.wishlist().version().tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
