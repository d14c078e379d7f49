package shop.identity.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("CD-2")
class LineOfTextTest {

    @Test
    void composed() {
        assertThat(LineOfText.of("Nguye\u0302\u0303n")).hasValue("Nguy\u1EC5n");
    }

    @Test
    void withoutBlanksAround() {
        assertThat(LineOfText.of(" \t\n\u00A0\u3000Erika  Mustermann\u00A0 \r\n"))
                .hasValue("Erika  Mustermann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "'; DROP TABLE SHOP_ADDRESS; --",
                "O\u2019Brien & Sons \"Ltd\"",
                "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\u0645\u062D\u0645\u062F",
                "\u6771\u4EAC\u90FD",
                "%00 \\u0000 ${jndi:ldap://x}"
            })
    void textIsText(String text) {
        assertThat(LineOfText.of(text)).hasValue(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\nb",
                "a\tb",
                "a\u001B[31mb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\uD800b",
                "\uDC00",
                "a\u202Eb",
                "a\u2066b"
            })
    void whatIsNoText(String text) {
        assertThat(LineOfText.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0", "\u200B", "\u200D\u2060 \uFEFF", "\n\n"})
    void nothingToBeSeen(String text) {
        assertThat(LineOfText.of(text)).hasValue("");
    }
}
