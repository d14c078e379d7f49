package shop.identity.segments.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.problem.RequestFields;
import shop.identity.segments.facts.Fact;

@Tag("SG-2")
class FactFieldsTest {

    /** As requests are read. */
    private static JsonNode json(String text) {
        return RequestFields.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Fact> of(String numbers) {
        FactFields fields = FactFields.ofCustomer(json(numbers), "customer");
        assertThat(fields.errors()).isEmpty();
        return fields.facts();
    }

    private static List<String> wrong(FactFields fields) {
        return fields.errors().stream()
                .map(error -> error.field() + " " + error.detail())
                .toList();
    }

    private static List<String> wrong(String numbers) {
        return wrong(FactFields.ofCustomer(json(numbers), "customer"));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "-0.5, -0.5",
        "100.50, 100.5",
        "1e3, 1000",
        "0, 0",
        "-0.0, 0",
        "0e999999999, 0",
        "999999999999999, 999999999999999",
        "0.000001, 0.000001"
    })
    void number(String json, String value) {
        assertThat(of("{\"orders\":" + json + "}"))
                .containsExactly(new Fact("customer", "orders", new BigDecimal(value)));
    }

    @Test
    void nullTakesItAway() {
        assertThat(of("{\"orders\":null}")).containsExactly(new Fact("customer", "orders", null));
    }

    @Test
    void nothingIsNothing() {
        assertThat(of("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"3\"",
                "true",
                "[1]",
                "{}",
                "1000000000000000",
                "1e400",
                "-1e99999",
                "0.0000001",
                "1e-400",
                "1e-999999999"
            })
    void noNumber(String json) {
        assertThat(wrong("{\"orders\":" + json + "}"))
                .containsExactly("orders has to be a number with 15 digits and 6 decimals at most, or null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "a-b", "a b", "a.b", "ö", "x'--", "\\u0000"})
    void noName(String name) {
        assertThat(wrong("{\"" + name + "\":1}")).singleElement().asString().contains("is no name of a fact");
    }

    @Test
    void customersEachWithTheirs() {
        assertThat(FactFields.ofMany(json("{\"x\":{\"orders\":1,\"old\":null},\"y\":{\"orders\":2}}"))
                        .facts())
                .containsExactly(
                        new Fact("x", "orders", BigDecimal.ONE),
                        new Fact("x", "old", null),
                        new Fact("y", "orders", BigDecimal.valueOf(2)));
    }

    @Test
    void whatIsWrongIsNamedWithItsCustomer() {
        assertThat(wrong(FactFields.ofMany(json("{\"x\":{\"orders\":\"1\"},\"y\":3,\"\\u0000\":{}}"))))
                .containsExactly(
                        "x.orders has to be a number with 15 digits and 6 decimals at most, or null",
                        "y has to be an object with numbers",
                        "\0 is no id of a customer");
    }

    @Test
    void limits() {
        String many = IntStream.range(0, 501).mapToObj(i -> "\"c" + i + "\":{}").collect(Collectors.joining(","));
        assertThat(wrong(FactFields.ofMany(json("{" + many + "}"))))
                .singleElement()
                .asString()
                .contains("500 customers");
        String facts = IntStream.range(0, 101).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(","));
        assertThat(wrong("{" + facts + "}")).singleElement().asString().contains("100 facts at most");
    }
}
