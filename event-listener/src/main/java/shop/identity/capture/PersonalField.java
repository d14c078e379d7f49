package shop.identity.capture;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.jpa.entities.UserAttributeEntity;
import org.keycloak.models.jpa.entities.UserEntity;

/** Personal data that an administrator may allow into payloads. Nothing else can be. */
public enum PersonalField {
    EMAIL("email", UserEntity::getEmail),
    FIRST_NAME("firstName", UserEntity::getFirstName),
    LAST_NAME("lastName", UserEntity::getLastName),
    PHONE_NUMBER("phoneNumber", user -> attribute(user, "phoneNumber"));

    private final String fieldName;
    private final Function<UserEntity, String> value;

    PersonalField(String fieldName, Function<UserEntity, String> value) {
        this.fieldName = fieldName;
        this.value = value;
    }

    /** The name in the option and in the payload. */
    public String fieldName() {
        return fieldName;
    }

    /** @return null when the customer has none */
    String of(UserEntity user) {
        return value.apply(user);
    }

    /**
     * @param names separated by commas; null and blank allow nothing
     * @throws IllegalArgumentException with one sentence that names the unknown field and the known ones
     */
    public static Set<PersonalField> parse(String names) {
        Set<PersonalField> fields = EnumSet.noneOf(PersonalField.class);
        if (names == null || names.isBlank()) {
            return fields;
        }
        for (String name : names.split(",")) {
            fields.add(Arrays.stream(values())
                    .filter(field -> field.fieldName.equals(name.strip()))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("unknown field '" + name.strip() + "', known are "
                            + Arrays.stream(values())
                                    .map(PersonalField::fieldName)
                                    .collect(Collectors.joining(", ")))));
        }
        return fields;
    }

    private static String attribute(UserEntity user, String name) {
        return user.getAttributes().stream()
                .filter(attribute -> name.equals(attribute.getName()))
                .map(UserAttributeEntity::getValue)
                .findFirst()
                .orElse(null);
    }
}
