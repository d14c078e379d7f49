package shop.identity.it.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.stack.SmsFault;

/** Codes are in messages, and numbers in the profile; nowhere else. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("VF-5")
@Tag("VF-6")
class PhoneSecretsIT {

    private final Ground ground;
    private ShippedRealm realm;

    PhoneSecretsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
    }

    @AfterAll
    void removeRealm() {
        ground.stack().sms().setFault(null);
        realm.close();
    }

    @Test
    void codesAndNumbersAreInNoLogAndNoOtherTable() throws Exception {
        List<String> codes = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            PhoneCustomer customer = new PhoneCustomer(ground, realm);
            customer.create();
            PhoneWalk walk = PhoneWalk.of(customer, realm.walk());
            codes.add(customer.code());
            numbers.add(customer.number());
            walk.type(PhoneCustomer.wrong(customer.code()));
            assertThat(walk.type(i == 0 ? "abc" : customer.code()).status()).isNotEqualTo(500);
        }
        // One that waits, one that was refused.
        for (SmsFault fault : List.of(SmsFault.lostAnswer(503), SmsFault.lostAnswer(400))) {
            ground.stack().sms().setFault(fault);
            PhoneCustomer customer = new PhoneCustomer(ground, realm);
            customer.create();
            PhoneWalk.of(customer, realm.walk());
            codes.add(customer.code());
            numbers.add(customer.number());
        }

        List<String> code = codes.stream()
                .flatMap(text -> Stream.of(text, text.substring(0, 3) + " " + text.substring(3)))
                .toList();
        List<String> number = numbers.stream().map(text -> text.substring(3)).toList();
        assertThat(columnsWith(code, table -> true)).isEmpty();
        assertThat(columnsWith(number, table -> !table.equals("user_attribute")))
                .isEmpty();
        assertThat(columnsWith(number, table -> table.equals("user_attribute"))).isNotEmpty();
        assertThat(linesWith(code)).isEmpty();
        assertThat(linesWith(number)).isEmpty();
    }

    /** With nothing around them that would make them a part of something else: a time, an id, a digest. */
    private static Pattern anyOf(List<String> secrets) {
        return Pattern.compile(
                "(?<![0-9A-Za-z._/-]|[0-9],)(?:49|0|\\+49)?(?:" + String.join("|", secrets) + ")(?![0-9A-Za-z_/-])");
    }

    private List<String> columnsWith(List<String> secrets, Predicate<String> tables) {
        Pattern secret = anyOf(secrets);
        String anywhere = secrets.stream().collect(Collectors.joining("%', '%", "LIKE ANY(ARRAY['%", "%'])"));
        List<String> found = new ArrayList<>();
        for (String column : ground.query("SELECT table_name || ' ' || column_name || ' ' || data_type"
                + " FROM information_schema.columns WHERE table_schema = 'public'"
                + " AND data_type IN ('text', 'character varying', 'bytea')")) {
            String[] parts = column.split(" ", 3);
            String text = (parts[2].equals("bytea") ? "encode(\"%s\", 'escape')" : "\"%s\"").formatted(parts[1]);
            String select = "SELECT " + text + " FROM \"" + parts[0] + "\" WHERE " + text + " " + anywhere;
            if (tables.test(parts[0])
                    && ground.query(select).stream()
                            .anyMatch(value -> secret.matcher(value).find())) {
                found.add(parts[0] + "." + parts[1]);
            }
        }
        return found;
    }

    private static List<String> linesWith(List<String> secrets) throws IOException {
        Pattern secret = anyOf(secrets);
        Path logs = Path.of(System.getProperty("shop.work", "target/stack")).resolve("log");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                text.lines().filter(line -> secret.matcher(line).find()).forEach(line -> found.add(file + ": " + line));
            }
        }
        assertThat(Files.exists(logs.resolve("keycloak-0.log"))).isTrue();
        return found;
    }
}
