package shop.identity.it.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ReceivedMail;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** What opens a door is found nowhere: not in any column of the database, not in any log. */
@OnGround
class SecretsIT {

    private final Ground ground;
    private final String password = "pw-" + UUID.randomUUID();
    private final String newPassword = "pw-" + UUID.randomUUID();

    SecretsIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    @Tag("VF-1")
    @Tag("PW-1")
    @Tag("ML-3")
    void linksAndPasswordsAreKeptNowhere() throws Exception {
        try (ShippedRealm realm = new ShippedRealm(ground)) {
            String address = "secrets-" + UUID.randomUUID() + "@example.com";
            Walk walk = realm.walk();
            Map<String, String> details = Walk.details(address);
            details.put("password", password);
            details.put("password-confirm", password);
            walk.submit(walk.registrationForm().form("kc-register-form"), details);
            ReceivedMail verification = realm.mailTo(address);
            walk.submit(verification.link(), Map.of("action", "confirm"));
            Walk forgetful = realm.walk();
            Walk.Page asked = forgetful.open(forgetful.login().link("reset-credentials"));
            forgetful.submit(asked.form("shop-reset-form"), Map.of("username", address));
            ReceivedMail reset = realm.mailTo(address, 3);
            forgetful.submit(reset.link(), Map.of("password-new", newPassword, "password-confirm", newPassword));
            assertThat(realm.walk().logIn(address, newPassword).isLoggedIn()).isTrue();

            List<String> secrets = List.of(secret(verification), secret(reset), password, newPassword);
            assertThat(logs()).isNotEmpty();
            for (String secret : secrets) {
                assertThat(columnsWith(secret)).isEmpty();
                assertThat(logs()).noneMatch(log -> contains(log, secret));
            }
            // The search finds what is there.
            assertThat(columnsWith(address)).contains("user_entity.email");
        }
    }

    private static String secret(ReceivedMail mail) {
        return mail.link().substring(mail.link().lastIndexOf('/') + 1);
    }

    /** Text as it is, JSON as text, bytes as the text they may be. */
    private List<String> columnsWith(String secret) {
        String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        List<String> found = new ArrayList<>();
        for (String column : ground.query("SELECT table_name || '.' || column_name || '.' || data_type"
                + " FROM information_schema.columns WHERE table_schema = 'public'"
                + " AND data_type IN ('text', 'character varying', 'bytea', 'json', 'jsonb')")) {
            String[] parts = column.split("\\.");
            String value = parts[2].equals("bytea") ? "encode(" + parts[1] + ", 'hex')" : "\"" + parts[1] + "\"::text";
            String sought = parts[2].equals("bytea") ? hex : secret;
            if (ground.count("SELECT COUNT(*) FROM \"" + parts[0] + "\" WHERE position(? in " + value + ") > 0", sought)
                    > 0) {
                found.add(parts[0] + "." + parts[1]);
            }
        }
        return found;
    }

    private static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(
                Path.of(System.getProperty("shop.work", "target/stack")).resolve("log"))) {
            return files.toList();
        }
    }

    private static boolean contains(Path log, String secret) {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
