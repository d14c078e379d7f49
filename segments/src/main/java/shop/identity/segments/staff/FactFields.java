package shop.identity.segments.staff;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import shop.identity.problem.FieldError;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.segments.facts.Fact;
import shop.identity.segments.facts.FactTable;
import shop.identity.segments.rule.FactName;
import shop.identity.segments.rule.PlainText;

/** Reads facts from a body. */
final class FactFields {

    static final int MOST_CUSTOMERS = 500;
    private static final int MOST_ERRORS = 20;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMALS = 6;
    private static final int LONGEST_ID = 255;

    private final List<Fact> facts = new ArrayList<>();
    private final List<FieldError> errors = new ArrayList<>();

    /** @throws Refusal when it is no JSON object */
    static JsonNode object(byte[] body) {
        JsonNode json = RequestFields.parse(body);
        if (!json.isObject()) {
            throw Refusal.invalid("The body has to be a JSON object.");
        }
        return json;
    }

    /** @param numbers by the facts' names */
    static FactFields ofCustomer(JsonNode numbers, String customerId) {
        FactFields fields = new FactFields();
        fields.read(numbers, customerId, "");
        return fields;
    }

    /** @param customers numbers by the facts' names, by the customers' ids. What is wrong is named by both, with a dot between */
    static FactFields ofMany(JsonNode customers) {
        FactFields fields = new FactFields();
        if (customers.size() > MOST_CUSTOMERS) {
            fields.wrong("…", "there can be " + MOST_CUSTOMERS + " customers at most");
            return fields;
        }
        for (Map.Entry<String, JsonNode> customer : customers.properties()) {
            String id = customer.getKey();
            if (id.isEmpty() || id.length() > LONGEST_ID || PlainText.firstOdd(id, false) >= 0) {
                fields.wrong(id, "is no id of a customer");
            } else if (!customer.getValue().isObject()) {
                fields.wrong(id, "has to be an object with numbers");
            } else {
                fields.read(customer.getValue(), id, id + ".");
            }
        }
        return fields;
    }

    private void read(JsonNode numbers, String customerId, String prefix) {
        if (numbers.size() > FactTable.MOST) {
            wrong(prefix + "…", "a customer can have " + FactTable.MOST + " facts at most");
            return;
        }
        numbers.properties().forEach(number -> {
            String name = number.getKey();
            if (!FactName.isOne(name)) {
                wrong(prefix + name, "is no name of a fact: a letter, then letters, digits and _, 64 at most");
            } else if (number.getValue().isNull()) {
                facts.add(new Fact(customerId, name, null));
            } else {
                BigDecimal value = value(number.getValue());
                if (value == null) {
                    wrong(
                            prefix + name,
                            "has to be a number with " + MOST_DIGITS + " digits and " + MOST_DECIMALS
                                    + " decimals at most, or null");
                } else {
                    facts.add(new Fact(customerId, name, value));
                }
            }
        });
    }

    /** @return null when it is none, or one that is too large or too exact */
    private static BigDecimal value(JsonNode json) {
        if (!json.isNumber()) {
            return null;
        }
        try {
            BigDecimal value = json.decimalValue();
            if (value.signum() == 0) {
                return BigDecimal.ZERO;
            }
            // Before anything is made of it: a short text can stand for a billion of digits.
            long digits = (long) value.precision() - value.scale();
            if (digits > MOST_DIGITS || value.scale() > 1000) {
                return null;
            }
            BigDecimal exact = value.stripTrailingZeros();
            return exact.scale() > MOST_DECIMALS ? null : exact.setScale(Math.max(0, exact.scale()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void wrong(String field, String sentence) {
        errors.add(new FieldError(field, sentence));
    }

    List<FieldError> errors() {
        return errors;
    }

    List<Fact> facts() {
        return facts;
    }

    /** @throws Refusal naming each fact that is none */
    List<Fact> checked() {
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors.subList(0, Math.min(errors.size(), MOST_ERRORS)));
        }
        return facts;
    }
}
