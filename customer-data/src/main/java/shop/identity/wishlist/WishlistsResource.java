package shop.identity.wishlist;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import shop.identity.own.OwnRequest;

/** {@code …/me/wishlists}. */
public final class WishlistsResource {

    private final OwnRequest request;
    private final WishlistShelf shelf;
    private final WishlistItems items;

    WishlistsResource(OwnRequest request, WishlistShelf shelf, WishlistItems items) {
        this.request = request;
        this.shelf = shelf;
        this.items = items;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        request.look();
        List<WishlistRepresentation> wishlists =
                shelf.all().stream().map(WishlistRepresentation::of).toList();
        return Response.ok(wishlists)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response make(InputStream body) {
        return request.change(body, bytes -> {
            Wishlist made = shelf.make(WishlistName.read(bytes));
            return Response.created(request.child(made.id()))
                    .entity(WishlistRepresentation.of(new FilledWishlist(made, List.of())))
                    .tag(made.version().tag())
                    .build();
        });
    }

    @Path("{id}")
    public WishlistResource one(@PathParam("id") String id) {
        return new WishlistResource(request, shelf, items, id);
    }
}
