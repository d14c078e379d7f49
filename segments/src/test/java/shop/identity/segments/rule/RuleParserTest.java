package shop.identity.segments.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SG-2")
class RuleParserTest {

    private final RuleParser parser = new RuleParser(SomeFields.all());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = ACTIVE",
                "status != active",
                "status in (ACTIVE, 'PENDING') and not (emailVerified)",
                "emailVerified = false or phoneVerified != true",
                "emailDomain in ('example.com', \"example.org\")",
                "country not in ('DE','AT')",
                "attribute.tier = 'it''s gold'",
                "attribute.'loyalty-tier' is set",
                "firstName is not set",
                "fact.orders>=3 and fact.revenue < -0.5",
                "createdAt < today - 30 days",
                "createdAt>=today-1 month AND NOT lastLogin is set",
                "createdAt = 2026-02-28",
                "lastLogin <= TODAY + 2 Weeks",
                "consent.marketing and consent.terms = true",
                "\n  not\tnot status = ACTIVE\r\n",
                "((((fact.a = 1))))",
            })
    void rule(String text) {
        assertThatCode(() -> parser.parse(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                               | 1  | a condition, not, or ( is expected
            and                              | 1  | there is no such field
            status                           | 7  | =, !=, in, not in, or is is expected
            status = GONE                    | 10 | one of PENDING, ACTIVE, SUSPENDED, INACTIVE, ERASED is expected
            status < ACTIVE                  | 8  | =, !=, in, not in, or is is expected
            status = ACTIVE PENDING          | 17 | and, or, or the end of the rule is expected
            (status = ACTIVE                 | 17 | and, or, or ) is expected
            status = ACTIVE)                 | 16 | and, or, or the end of the rule is expected
            country = DE                     | 11 | a text in quotation marks is expected
            country = 'DE                    | 11 | the text that begins here has no end
            country in 'DE'                  | 12 | ( and a text in quotation marks is expected
            country in ()                    | 13 | a text in quotation marks is expected
            country in ('DE' 'AT')           | 18 | a comma or ) is expected
            country not = 'DE'               | 13 | in is expected
            country is 'DE'                  | 12 | set, or not set, is expected
            country is not 'DE'              | 16 | set is expected
            fact.orders = three              | 15 | a number is expected
            fact.orders = '3'                | 15 | a number is expected
            fact.orders in (3)               | 13 | =, !=, <, <=, >, >=, or is is expected
            fact.orders > 3days              | 15 | a number or a date such as 2026-11-24 is expected
            fact.orders > 1.                 | 15 | a number or a date such as 2026-11-24 is expected
            fact.or-ders > 1                 | 8  | =, !=, <, <=, >, >=, or is is expected
            fact.'1st' > 1                   | 1  | there is no such field
            fact > 1                         | 1  | there is no such field
            attribute.'' = 'x'               | 1  | there is no such field
            attribute. = 'x'                 | 12 | a name, or a name in quotation marks, is expected
            consent.unheard                  | 1  | there is no such field
            createdAt < 30                   | 13 | today, or a date such as 2026-11-24, is expected
            createdAt < today - days         | 21 | a whole number is expected
            createdAt < today - 1.5 days     | 21 | a whole number up to 10000 is expected
            createdAt < today - 99999 days   | 21 | a whole number up to 10000 is expected
            createdAt < today - 30           | 23 | days, weeks, months or years is expected
            createdAt < today - 30 hours     | 24 | days, weeks, months or years is expected
            createdAt < 2026-02-30           | 13 | there is no such day
            createdAt < 2026-1-1             | 13 | today, or a date such as 2026-11-24, is expected
            firstName = 'Erika'              | 11 | is set, or is not set (nothing else can be asked of this field), is expected
            emailVerified = yes              | 17 | true or false is expected
            status = ACTIVE; drop table x    | 16 | this character can only stand in a text in quotation marks
            status = ACTIVE and              | 20 | a condition, not, or ( is expected
            """)
    void noRule(String text, int column, String sentence) {
        RuleException e = catchThrowableOfType(RuleException.class, () -> parser.parse(text));

        assertThat(e).as(text).isNotNull();
        assertThat(e.column()).as(e.sentence()).isEqualTo(column);
        assertThat(e.line()).isOne();
        assertThat(e.getMessage()).startsWith(sentence);
    }

    @Test
    void fieldsAreNamedToWhoDoesNotKnowThem() {
        assertThat(catchThrowableOfType(RuleException.class, () -> parser.parse("age > 3"))
                        .sentence())
                .isEqualTo("line 1, column 1: there is no such field; there are "
                        + SomeFields.all().known());
        assertThat(SomeFields.all().known())
                .startsWith("consent.marketing, consent.terms, country, createdAt, email,")
                .endsWith(", status, attribute.<name> and fact.<name>");
    }

    @Test
    void positionsAreThoseThatReadersCount() {
        RuleException e = catchThrowableOfType(
                RuleException.class,
                () -> parser.parse("attribute.x = '\uD83C\uDF81'\n and attribute.y = '\uD83C\uDF81' or oops"));

        assertThat(e.sentence()).startsWith("line 2, column 27: ");
    }

    @Test
    void nothingOfTheTextIsRepeated() {
        for (String text : List.of("secret4711 = 1", "country = secret4711", "fact.x > 'secret4711'")) {
            assertThat(catchThrowableOfType(RuleException.class, () -> parser.parse(text))
                            .sentence())
                    .doesNotContain("secret4711");
        }
    }

    @Test
    void charactersThatNoDatabaseKeepsAreRefused() {
        for (String odd : List.of("\0", "\u0007", "\u0085", "\uD83C", "\uDF81")) {
            RuleException e =
                    catchThrowableOfType(RuleException.class, () -> parser.parse("attribute.x = 'a" + odd + "'"));

            assertThat(e.column()).isEqualTo(17);
        }
    }

    @Test
    void limits() throws RuleException {
        String condition = "fact.a = 1";
        parser.parse("(".repeat(31) + condition + ")".repeat(31));
        assertThat(catchThrowableOfType(
                        RuleException.class, () -> parser.parse("(".repeat(32) + condition + ")".repeat(32))))
                .hasMessage("a rule is nested 32 times at most");
        assertThat(catchThrowableOfType(RuleException.class, () -> parser.parse("not ".repeat(900) + condition)))
                .hasMessage("a rule is nested 32 times at most");
        parser.parse(String.join(" or ", Collections.nCopies(200, condition)));
        assertThat(catchThrowableOfType(
                        RuleException.class,
                        () -> parser.parse(String.join(" or ", Collections.nCopies(201, condition)))))
                .hasMessage("a rule has 200 conditions at most");
        assertThat(catchThrowableOfType(
                        RuleException.class, () -> parser.parse("country in (" + String.join(",", texts(201)) + ")")))
                .hasMessage("a list has 200 entries at most");
        assertThat(catchThrowableOfType(RuleException.class, () -> parser.parse(condition + " ".repeat(4000))))
                .hasMessage("a rule has 4000 characters at most");
        assertThat(catchThrowableOfType(RuleException.class, () -> parser.parse("'" + "x".repeat(3998))))
                .hasMessage("the text that begins here has no end");
    }

    private static List<String> texts(int many) {
        return IntStream.range(0, many).mapToObj(i -> "'" + i + "'").toList();
    }

    /** Whatever comes in, it is a rule or it is told where not. */
    @Test
    void garbageIsNothingButRefused() {
        Random random = new Random(20261124);
        String[] pieces = {
            "status",
            "=",
            "ACTIVE",
            "(",
            ")",
            "and",
            "or",
            "not",
            "fact",
            ".",
            "orders",
            "'",
            "\"",
            "3",
            "-",
            "2026-11-24",
            "today",
            "days",
            "in",
            ",",
            "is",
            "set",
            " ",
            "\n",
            "\0",
            "\uD83C",
            "é",
            "%",
            ";",
            "--",
            "attribute",
            "<",
            ">"
        };
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                parser.parse(text.toString());
            } catch (RuleException e) {
                refused++;
                assertThat(e.line()).isPositive();
                assertThat(e.column()).isPositive();
            }
        }
        assertThat(refused).isGreaterThan(15_000);
    }
}
