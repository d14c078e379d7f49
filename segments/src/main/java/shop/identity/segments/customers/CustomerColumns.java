package shop.identity.segments.customers;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shop.identity.segments.rule.Field;
import shop.identity.segments.rule.FieldType;

/** The columns of {@link CustomerRelation} that fields have, each with a name of its own. */
final class CustomerColumns {

    static final String STATUS = "STATUS";

    private final Map<Field, String> names = new LinkedHashMap<>();

    CustomerColumns(Collection<Field> fields) {
        for (Field field : fields) {
            names.computeIfAbsent(field, key -> key.type() == FieldType.STATUS ? STATUS : "F" + names.size());
        }
    }

    String of(Field field) {
        return names.get(field);
    }

    /** All but the status, which is always there. */
    Map<Field, String> named() {
        Map<Field, String> named = new LinkedHashMap<>(names);
        named.values().removeIf(STATUS::equals);
        return named;
    }

    /** Those whose values come from there. */
    <S extends Field.Source> List<Field> from(Class<S> source) {
        return named().keySet().stream()
                .filter(field -> source.isInstance(field.source()))
                .collect(Collectors.toList());
    }
}
