package shop.identity.address;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.function.Function;
import shop.identity.own.OwnRequest;
import shop.identity.problem.RequestFields;

/** {@code …/me/addresses/{id}}. What belongs to somebody else is not there. */
public final class AddressResource {

    private final OwnRequest request;
    private final AddressBook book;
    private final AddressFormats formats;
    private final String id;

    AddressResource(OwnRequest request, AddressBook book, AddressFormats formats, String id) {
        this.request = request;
        this.book = book;
        this.formats = formats;
        this.id = id;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response get() {
        request.look();
        return shown(book.get(id));
    }

    /** Everything but kind and default, which stay when they are not said. */
    @PUT
    @Produces(MediaType.APPLICATION_JSON)
    public Response replace(InputStream body) {
        return request.change(body, bytes -> change(present -> RequestFields.ofBody(bytes)));
    }

    @PATCH
    @Produces(MediaType.APPLICATION_JSON)
    public Response patch(InputStream body) {
        return request.change(body, bytes -> change(present -> new AddressPatch(bytes).on(present)));
    }

    private Response change(Function<Address, RequestFields> fields) {
        return shown(book.change(
                id, this::requireSeen, present -> new AddressFields(fields.apply(present), formats).draftOf(id)));
    }

    @DELETE
    public Response remove() {
        return request.change(bytes -> {
            book.remove(id, this::requireSeen);
            return Response.noContent().build();
        });
    }

    private void requireSeen(Address present) {
        request.requireSeen(present.version());
    }

    private static Response shown(Address address) {
        return Response.ok(AddressRepresentation.of(address))
                .tag(address.version().tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
