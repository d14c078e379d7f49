package shop.identity.phoneverification;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.userprofile.Attributes;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;

/** What the user profile lets a customer do with the number. */
record NumberField(boolean canChange, boolean canRemove) {

    static NumberField of(KeycloakSession session, UserModel user) {
        Attributes attributes = session.getProvider(UserProfileProvider.class)
                .create(UserProfileContext.UPDATE_PROFILE, user)
                .getAttributes();
        boolean canChange = !attributes.isReadOnly(PhoneVerification.NUMBER);
        return new NumberField(canChange, canChange && !attributes.isRequired(PhoneVerification.NUMBER));
    }
}
