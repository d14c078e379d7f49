package shop.identity.erasure.link;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.erasure.DueDay;
import shop.identity.erasure.Erasure;
import shop.identity.erasure.Erasures;
import shop.identity.erasure.Party;
import shop.identity.request.PageAddress;

/**
 * {@code /realms/{realm}/shop-keep/{secret}}: where the link in the mail leads. Opening it (GET, HEAD) shows a page and changes
 * nothing: mail scanners open everything. Its button (POST) keeps the account.
 */
public final class KeepResource {

    private static final String TEMPLATE = "shop-erasure-keep.ftl";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Erasures erasures;

    KeepResource(KeycloakSession session, Erasures erasures) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.erasures = erasures;
    }

    @GET
    @Path("{secret}")
    public Response open(@PathParam("secret") String secret) {
        return find(secret).map(this::asked).orElseGet(this::invalid);
    }

    /** @param form asked for, as without it a body of any type would do */
    @POST
    @Path("{secret}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response press(@PathParam("secret") String secret, MultivaluedMap<String, String> form) {
        return find(secret).map(this::kept).orElseGet(this::invalid);
    }

    private Optional<Erasure> find(String secret) {
        return erasures.byLink(session, realm, secret).filter(erasure -> erasure.canBeCancelled(erasures.now()));
    }

    private Response asked(Erasure erasure) {
        UserModel customer = session.users().getUserById(realm, erasure.customerId());
        Locale locale = session.getContext().resolveLocale(customer);
        return page("ask", Response.Status.OK, form().setAttribute("shopDay", DueDay.of(erasure.due(), locale)));
    }

    private Response kept(Erasure erasure) {
        erasures.cancel(session, realm, erasure, Party.CUSTOMER);
        return page("kept", Response.Status.OK, form());
    }

    /** One answer for all: used, over, and never sent. */
    private Response invalid() {
        return page("invalid", Response.Status.BAD_REQUEST, form());
    }

    private LoginFormsProvider form() {
        URI self = PageAddress.of(session);
        return session.getProvider(LoginFormsProvider.class)
                .setActionUri(self)
                .setAttribute("shopAction", self.toString());
    }

    /** The address is a secret: it stays in no cache, and is told to no other site. */
    private static Response page(String state, Response.Status status, LoginFormsProvider form) {
        return Response.fromResponse(
                        form.setStatus(status).setAttribute("shopState", state).createForm(TEMPLATE))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
