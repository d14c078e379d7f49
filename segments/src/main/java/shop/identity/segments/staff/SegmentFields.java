package shop.identity.segments.staff;

import java.util.Objects;
import java.util.Optional;
import shop.identity.problem.RequestFields;
import shop.identity.segments.catalog.RuleBook;
import shop.identity.segments.catalog.Segment;
import shop.identity.segments.rule.PlainText;
import shop.identity.segments.rule.Rule;
import shop.identity.segments.rule.RuleException;

/** Reads from a body what staff want a segment to be. */
record SegmentFields(String name, String description, String rule, boolean isDefault) {

    private static final int LONGEST = 255;

    /** @throws shop.identity.problem.Refusal naming each field that is wrong */
    static SegmentFields of(byte[] body, RuleBook rules) {
        RequestFields fields = RequestFields.ofBody(body);
        String name = name(fields);
        String description = description(fields);
        String rule = fields.text("rule").orElse(null);
        if (rule != null) {
            parse(fields, rules, rule);
        }
        boolean isDefault = fields.flag("default").orElse(false);
        fields.refuseOthers();
        return new SegmentFields(name, description, rule, isDefault);
    }

    /** Whether others may belong to it then. */
    boolean judgesOtherwiseThan(Segment before) {
        return !Objects.equals(before.rule(), rule) || before.isDefault() != isDefault;
    }

    /** @throws shop.identity.problem.Refusal naming each field that is wrong */
    static Rule rule(byte[] body, RuleBook rules) {
        RequestFields fields = RequestFields.ofBody(body);
        boolean given = fields.has("rule");
        Rule rule = fields.text("rule").map(text -> parse(fields, rules, text)).orElse(null);
        if (!given) {
            fields.wrong("rule", "is needed");
        }
        fields.refuseOthers();
        return rule;
    }

    private static Rule parse(RequestFields fields, RuleBook rules, String rule) {
        try {
            return rules.parse(rule);
        } catch (RuleException e) {
            fields.wrong("rule", e.sentence());
            return null;
        }
    }

    private static String name(RequestFields fields) {
        boolean given = fields.has("name");
        Optional<String> name = fields.text("name");
        if (!given) {
            fields.wrong("name", "is needed");
        }
        name.ifPresent(text -> {
            if (text.isBlank() || !text.strip().equals(text) || text.length() > LONGEST || text.contains("/")) {
                fields.wrong(
                        "name", "has to be 1 to " + LONGEST + " characters, without / and without blanks around them");
            } else if (PlainText.firstOdd(text, false) >= 0) {
                fields.wrong("name", "has a character in it that cannot be kept");
            }
        });
        return name.orElse(null);
    }

    private static String description(RequestFields fields) {
        Optional<String> description = fields.text("description");
        description.ifPresent(text -> {
            if (text.length() > LONGEST) {
                fields.wrong("description", "has to be " + LONGEST + " characters at most");
            } else if (PlainText.firstOdd(text, true) >= 0) {
                fields.wrong("description", "has a character in it that cannot be kept");
            }
        });
        return description.filter(text -> !text.isEmpty()).orElse(null);
    }
}
