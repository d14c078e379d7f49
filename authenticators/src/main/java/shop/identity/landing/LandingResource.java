package shop.identity.landing;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.limits.Attempt;
import shop.identity.link.Landing;
import shop.identity.link.LinkContext;
import shop.identity.link.LinkPages;
import shop.identity.link.OpenedLink;
import shop.identity.server.KeycloakTransactions;
import shop.identity.token.Token;
import shop.identity.token.TokenKind;
import shop.identity.token.TokenState;
import shop.identity.token.Tokens;

/**
 * {@code /realms/{realm}/shop-link/{secret}}: where the links in mails lead. Opening one (GET, HEAD) shows a page and
 * changes nothing; its button (POST) uses it.
 */
public final class LandingResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Tokens tokens;
    private final Map<TokenKind, Landing> landings;
    private final LinkPages pages;

    LandingResource(KeycloakSession session, Tokens tokens, Map<TokenKind, Landing> landings) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.tokens = tokens;
        this.landings = landings;
        this.pages = new LinkPages(session, realm);
    }

    @GET
    @Path("{secret}")
    public Response open(@PathParam("secret") String secret) {
        return answer(secret, new MultivaluedHashMap<>(), false);
    }

    @POST
    @Path("{secret}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response press(@PathParam("secret") String secret, MultivaluedMap<String, String> form) {
        return answer(secret, form, true);
    }

    private Response answer(String secret, MultivaluedMap<String, String> form, boolean pressed) {
        return secretly(found(secret)
                .map(token -> answer(token, form, pressed))
                .orElseGet(() -> pages.invalid("unknown", false, LinkContext.ofClient(null))));
    }

    private Optional<Token> found(String secret) {
        return KeycloakTransactions.within(session, connection -> tokens.find(connection, realm.getId(), secret))
                .filter(token -> landings.containsKey(token.kind()));
    }

    private Response answer(Token token, MultivaluedMap<String, String> form, boolean pressed) {
        LinkContext context = LinkContext.of(token.context());
        useLooksOf(context);
        Landing landing = landings.get(token.kind());
        UserModel user = session.users().getUserById(realm, token.userId());
        if (user == null || !user.isEnabled()) {
            return pages.invalid("unknown", false, context);
        }
        TokenState state = token.isFor(user.getEmail()) ? token.state() : TokenState.REPLACED;
        if (state != TokenState.LIVE) {
            return state == TokenState.EXPIRED && landing instanceof Landing.Renewable renewable
                    ? expired(renewable, user, context, pressed && "renew".equals(form.getFirst("action")))
                    : pages.invalid(state.name(), false, context);
        }
        OpenedLink link = new OpenedLink(session, realm, token, user, form);
        return pressed ? landing.confirm(link) : landing.ask(link);
    }

    private Response expired(Landing.Renewable landing, UserModel user, LinkContext context, boolean isAskedFor) {
        if (!isAskedFor) {
            return pages.invalid(TokenState.EXPIRED.name(), true, context);
        }
        Attempt attempt = landing.renew(user, context);
        return attempt.isAllowed() ? pages.done("renewed", context) : pages.refused(attempt);
    }

    /** The application may have a theme of its own. */
    private void useLooksOf(LinkContext context) {
        ClientModel client = context.client() == null ? null : realm.getClientByClientId(context.client());
        if (client != null) {
            session.getContext().setClient(client);
        }
    }

    /** The address is a secret: it stays in no cache, and is told to no other site. */
    private static Response secretly(Response answer) {
        return Response.fromResponse(answer)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
