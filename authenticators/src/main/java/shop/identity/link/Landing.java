package shop.identity.link;

import jakarta.ws.rs.core.Response;
import org.keycloak.models.UserModel;
import shop.identity.limits.Attempt;

/** Where links of one kind lead. */
public interface Landing {

    /** The page with the button. Looking at it changes nothing: mail scanners look at everything. */
    Response ask(OpenedLink link);

    /** The button was pressed. What it brings about, and that the link is used up, is one transaction. */
    Response confirm(OpenedLink link);

    /** Of a kind that the customer can have anew without asking anybody. */
    interface Renewable extends Landing {

        /** Sends a new link in place of one that does not work any more. */
        Attempt renew(UserModel user, LinkContext context);
    }
}
