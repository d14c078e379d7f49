package shop.identity.capture;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Personal data that an administrator may allow into payloads. Nothing else can be. */
public enum PersonalField {
    EMAIL("email"),
    FIRST_NAME("firstName"),
    LAST_NAME("lastName"),
    PHONE_NUMBER("phoneNumber");

    private final String fieldName;

    PersonalField(String fieldName) {
        this.fieldName = fieldName;
    }

    /** The name in the option and in the payload. */
    public String fieldName() {
        return fieldName;
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
}
