package shop.identity.address;

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
import shop.identity.problem.RequestFields;

/** {@code …/me/addresses}: a customer's address book. */
public final class AddressesResource {

    private final OwnRequest request;
    private final AddressBook book;
    private final AddressFormats formats;

    AddressesResource(OwnRequest request, AddressBook book, AddressFormats formats) {
        this.request = request;
        this.book = book;
        this.formats = formats;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        request.look();
        List<AddressRepresentation> addresses =
                book.all().stream().map(AddressRepresentation::of).toList();
        return Response.ok(addresses)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response add(InputStream body) {
        return request.change(body, bytes -> {
            AddressDraft draft = new AddressFields(RequestFields.ofBody(bytes), formats).draft();
            Address added = book.add(draft);
            return Response.created(request.child(added.id()))
                    .entity(AddressRepresentation.of(added))
                    .tag(added.version().tag())
                    .build();
        });
    }

    @Path("{id}")
    public AddressResource one(@PathParam("id") String id) {
        return new AddressResource(request, book, formats, id);
    }
}
