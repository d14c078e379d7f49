package shop.identity.registration;

import java.util.List;
import java.util.Set;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.ValidationException;

/**
 * What stands against creating a customer.
 *
 * @param isTaken the address has an account, which is not for everybody to know
 * @param others  may be shown
 */
record ProfileFaults(boolean isTaken, List<FormMessage> others) {

    private static final Set<String> TAKEN = Set.of(Messages.EMAIL_EXISTS, Messages.USERNAME_EXISTS);

    static ProfileFaults of(UserProfile profile) {
        try {
            profile.validate();
            return new ProfileFaults(false, List.of());
        } catch (ValidationException invalid) {
            boolean isTaken = invalid.getErrors().stream().anyMatch(error -> TAKEN.contains(error.getMessage()));
            return new ProfileFaults(
                    isTaken,
                    Validation.getFormErrorsFromValidation(invalid.getErrors().stream()
                            .filter(error -> !TAKEN.contains(error.getMessage()))
                            .toList()));
        }
    }
}
