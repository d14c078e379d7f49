package shop.identity.registration;

import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.forms.RegistrationPage;
import org.keycloak.authentication.forms.RegistrationPassword;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.PasswordPolicy;

/** Keycloak's own, which also takes its time when there is nobody to give the password to. */
class RegistrationNewPassword extends RegistrationPassword {

    @Override
    public void success(FormContext context) {
        if (TakenAddress.of(context.getAuthenticationSession()) == null) {
            super.success(context);
            return;
        }
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst(RegistrationPage.FIELD_PASSWORD);
        if (typed != null) {
            PasswordPolicy policy = context.getRealm().getPasswordPolicy();
            hasher(context, policy).encodedCredential(typed, policy.getHashIterations());
        }
    }

    private static PasswordHashProvider hasher(FormContext context, PasswordPolicy policy) {
        String algorithm = policy.getHashAlgorithm();
        return algorithm == null
                ? context.getSession().getProvider(PasswordHashProvider.class)
                : context.getSession().getProvider(PasswordHashProvider.class, algorithm);
    }
}
