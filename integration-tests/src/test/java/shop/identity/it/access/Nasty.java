package shop.identity.it.access;

import java.util.List;
import java.util.Random;

/** Texts that have broken something somewhere. */
final class Nasty {

    private static final List<String> TEXTS = List.of(
            "' OR '1'='1",
            "'; DROP TABLE SHOP_CUSTOMER; --",
            "1) UNION SELECT null, version() --",
            "$$; SELECT pg_sleep(10); $$",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"><b>",
            "{{7*7}}${7*7}#{7*7}",
            "${jndi:ldap://127.0.0.1:1/x}",
            "../../../../etc/passwd",
            "..\\..\\windows\\win.ini",
            "%s%s%s%n%x",
            "\u0000",
            "a\u0000b",
            "\u0001\u001b[31mred\u007f",
            "\uFEFFmark",
            "\u202Eesrever",
            "\u200B\u200D\u2060",
            "Zalgo\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308",
            "\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
            "\uD800",
            "\uDFFF\uD800",
            "\uFFFE\uFFFF",
            "ﷺ".repeat(50),
            "ĐườngNguyễnTrãi",
            "İstanbul ß ſ",
            "line\nbreak\r\nX-Injected: yes",
            "\t\t\t",
            " ",
            "",
            "f:store",
            "null",
            "undefined",
            "NaN",
            "true",
            "-0",
            "1e400",
            "9223372036854775808",
            "2026-02-30T25:61:61Z",
            "01a20cd2-b32e-7b31-98f9-5df268b8e768",
            "00000000-0000-0000-0000-000000000000");

    private Nasty() {}

    static String text(Random random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return switch (random.nextInt(6)) {
            case 0 -> text + TEXTS.get(random.nextInt(TEXTS.size()));
            case 1 -> text.repeat(1 + random.nextInt(20));
            case 2 ->
                random.ints(1 + random.nextInt(40), 0, 0x10000)
                        .collect(StringBuilder::new, (built, unit) -> built.append((char) unit), StringBuilder::append)
                        .toString();
            default -> text;
        };
    }

    /** A JSON value that is neither text, nor number, nor truth, nor list, nor object, as is asked for. */
    static String value(Random random, boolean notText, boolean notNumber, boolean notTruth, boolean notList) {
        while (true) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    if (!notText) {
                        return "\"four\"";
                    }
                }
                case 1 -> {
                    if (!notNumber) {
                        return random.nextBoolean() ? "4711" : "-1.5e30";
                    }
                }
                case 2 -> {
                    if (!notTruth) {
                        return "true";
                    }
                }
                case 3 -> {
                    if (!notList) {
                        return "[[]]";
                    }
                }
                default -> {
                    return "{\"$ne\":{\"a\":" + "[".repeat(3) + "]]]}}";
                }
            }
        }
    }
}
