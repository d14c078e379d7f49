package shop.identity.segments.rule;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import shop.identity.customer.ContactChannel;
import shop.identity.customer.CustomerTrait;

/** The fields that there are on this server: Keycloak's, those of the rooms of the pack that are installed, and facts. */
public final class Fields {

    /** Of user attributes, which may have any name. */
    private static final String ATTRIBUTE = "attribute";

    private static final int LONGEST_NAME = 255;

    /** Of facts, which services name. */
    private static final String FACT = "fact";

    private final Map<String, Field> plain = new TreeMap<>();
    private final Map<String, CustomerTrait> families = new TreeMap<>();

    public Fields(Collection<CustomerTrait> traits) {
        user("status", FieldType.STATUS, LetterCase.AS_IS, "STATUS");
        user("createdAt", FieldType.TIME, LetterCase.AS_IS, "u.CREATED_TIMESTAMP");
        user("emailVerified", FieldType.FLAG, LetterCase.AS_IS, "u.EMAIL_VERIFIED");
        user("email", FieldType.PRESENCE, LetterCase.AS_IS, "u.EMAIL <> ''");
        user("firstName", FieldType.PRESENCE, LetterCase.AS_IS, "u.FIRST_NAME <> ''");
        user("lastName", FieldType.PRESENCE, LetterCase.AS_IS, "u.LAST_NAME <> ''");
        user(
                "emailDomain",
                FieldType.TEXT,
                LetterCase.LOWER,
                "CASE WHEN u.EMAIL LIKE '%@_%' THEN ARRAY[split_part(u.EMAIL, '@', -1)] END");
        attribute("phoneNumber", FieldType.PRESENCE, "phoneNumber");
        attribute("phoneVerified", FieldType.FLAG, ContactChannel.PHONE_ATTRIBUTE);
        attribute("locale", FieldType.TEXT, "locale");
        traits.forEach(this::add);
    }

    private void user(String name, FieldType type, LetterCase letters, String expression) {
        plain.put(name, new Field(name, type, letters, new Field.Source.User(expression)));
    }

    private void attribute(String name, FieldType type, String attribute) {
        plain.put(name, new Field(name, type, LetterCase.AS_IS, new Field.Source.Attribute(attribute)));
    }

    private void add(CustomerTrait trait) {
        if (trait.key() == null) {
            plain.put(trait.name(), field(trait, null));
        } else {
            families.put(trait.name(), trait);
        }
    }

    private static Field field(CustomerTrait trait, String key) {
        FieldType type =
                switch (trait.kind()) {
                    case TEXT -> FieldType.TEXT;
                    case FLAG -> FieldType.FLAG;
                    case TIME -> FieldType.TIME;
                };
        // Texts of traits are codes, which are written in capitals.
        LetterCase letters = type == FieldType.TEXT ? LetterCase.UPPER : LetterCase.AS_IS;
        String name = key == null ? trait.name() : trait.name() + "." + key;
        return new Field(name, type, letters, new Field.Source.Trait(trait, key));
    }

    /** @param key behind the dot; null when there is no dot */
    Optional<Field> named(String name, String key) {
        if (key == null) {
            return Optional.ofNullable(plain.get(name));
        }
        if (name.equals(ATTRIBUTE) && !key.isEmpty() && key.length() <= LONGEST_NAME) {
            return Optional.of(
                    new Field(name + "." + key, FieldType.TEXT, LetterCase.AS_IS, new Field.Source.Attribute(key)));
        }
        if (name.equals(FACT) && FactName.isOne(key)) {
            return Optional.of(
                    new Field(name + "." + key, FieldType.NUMBER, LetterCase.AS_IS, new Field.Source.Fact(key)));
        }
        return Optional.ofNullable(families.get(name))
                .filter(trait -> trait.keys().contains(key))
                .map(trait -> field(trait, key));
    }

    /** For a reader who has named one that is none. */
    String known() {
        TreeSet<String> names = new TreeSet<>(plain.keySet());
        families.values().forEach(trait -> trait.keys().forEach(key -> names.add(trait.name() + "." + key)));
        return names.stream().collect(Collectors.joining(", ", "", ", attribute.<name> and fact.<name>"));
    }
}
