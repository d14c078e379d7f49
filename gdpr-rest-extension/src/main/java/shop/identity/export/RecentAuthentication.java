package shop.identity.export;

import java.time.Duration;
import java.time.Instant;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager;
import shop.identity.problem.Refusal;

/**
 * That a customer signed in a short while ago, and not just some time: whoever found a browser that is still signed in gets
 * nothing.
 *
 * @param most how long ago it may be
 */
record RecentAuthentication(Duration most) {

    /** Of what a clock behind ours may say. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /** @throws Refusal 403: it is longer ago, or nobody knows */
    void require(KeycloakSession session, RealmModel realm, AccessToken token, Instant now) {
        if (!isRecent(signedIn(session, realm, token), now)) {
            throw Refusal.signedInLongAgo("This needs a login within the last " + most.toSeconds()
                    + " seconds: sign in again (max_age=0), then try once more with the new token.");
        }
    }

    boolean isRecent(Instant signedIn, Instant now) {
        return signedIn != null && !signedIn.plus(most).isBefore(now) && !signedIn.isAfter(now.plus(SKEW));
    }

    /**
     * The token's own word counts: its session may have seen a later login of its owner, and this be a token that was stolen
     * before. A light token says nothing, and neither does one that was had for a password at the token endpoint: its session
     * has to.
     *
     * @return null: nobody knows
     */
    private static Instant signedIn(KeycloakSession session, RealmModel realm, AccessToken token) {
        if (token.getAuth_time() != null) {
            return Instant.ofEpochSecond(token.getAuth_time());
        }
        UserSessionModel signedIn =
                token.getSessionId() == null ? null : session.sessions().getUserSession(realm, token.getSessionId());
        if (signedIn == null || isOfStaff(signedIn)) {
            return null;
        }
        String noted = signedIn.getNote(AuthenticationManager.AUTH_TIME);
        return Instant.ofEpochSecond(noted == null ? signedIn.getStarted() : Long.parseLong(noted));
    }

    /** Staff who look at the shop as a customer never showed the customer's password. They have an interface of their own. */
    private static boolean isOfStaff(UserSessionModel signedIn) {
        return signedIn.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null;
    }
}
