package shop.identity.it.ground;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shop.identity.stack.KafkaBroker;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.MailCatcher;
import shop.identity.stack.Ports;
import shop.identity.stack.PostgresServer;
import shop.identity.stack.Stack;
import shop.identity.stack.StackSettings;

/**
 * The real servers that tests stand on, started once per run: PostgreSQL, Kafka, Keycloak in production mode, a mail
 * catcher. A test that stops or breaks something brings it back.
 */
public final class Ground implements AutoCloseable {

    public static final Path ROOT =
            Path.of(System.getProperty("shop.root", "..")).toAbsolutePath().normalize();

    /** No node lives for longer than a few tests: what they would gain by compiling better they lose by compiling. */
    private static final String QUICK_TO_START = "-XX:TieredStopAtLevel=1";

    /** Off by default; on here for the paths that lead through them. */
    private static final List<String> PREVIEWS = List.of("scim-api");

    /** All of the tests' customers come from one address; those that are about limits set some. */
    private static final List<String> WITHOUT_LIMITS = Stream.of(
                    "login", "registration", "reset", "verification", "otp")
            .map(action -> "--spi-shop-limits--database--" + action + "-per-network=1000")
            .toList();

    private static final String SUPERUSER = "postgres";

    private final Stack stack;
    private final SaslListener sasl;
    private final Topic topic;
    private Browser browser;

    Ground() {
        Path work = Path.of(System.getProperty("shop.work", "target/stack"));
        Ports ports = Ports.free();
        sasl = new SaslListener(ports);
        StackSettings settings = StackSettings.inCheckout(ROOT, work, ports)
                .withRealms(realms(work))
                .withKeycloakJvm(QUICK_TO_START)
                .withKeycloakFeatures(PREVIEWS)
                .withKeycloakOptions(WITHOUT_LIMITS)
                .withKafkaSettings(brokerSettings());
        settings.forgetData();
        stack = Stack.start(settings, 1, System.out::println);
        topic = new Topic(stack.kafka().bootstrapServers(), Stack.TOPIC, this::isOnItsWay);
        try (AdminApi admin = admin()) {
            admin.hashStaffCheaply();
        }
    }

    /** As brokers in production are: a topic is there because somebody made it. */
    private Map<String, String> brokerSettings() {
        Map<String, String> settings = new HashMap<>(sasl.brokerSettings());
        settings.put("auto.create.topics.enable", "false");
        return settings;
    }

    private boolean isOnItsWay(String customerId) {
        return count("""
                SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = 'kafka' AND ITEM_KEY = ?
                   AND DEAD_SINCE IS NULL AND NEXT_ATTEMPT_AT IS DISTINCT FROM 'infinity'
                """, customerId) > 0;
    }

    /** The realm that ships, and one of the tests' own with users, both imported at the first start. */
    private static Path realms(Path work) {
        Path realms = work.resolveSibling("realms");
        try (InputStream startup = Ground.class.getResourceAsStream("/realms/startup-realm.json")) {
            Files.createDirectories(realms);
            // Most tests are not about the mailbox or the telephone: their customers are in once they have registered.
            String shop = Files.readString(ROOT.resolve("realm-export/shop-realm.json"))
                    .replace("\"verifyEmail\": true", "\"verifyEmail\": false")
                    .replace("\"priority\": 58, \"config\": {", "\"priority\": 58, \"config\": { \"mode\": \"off\",");
            Files.writeString(realms.resolve("shop-realm.json"), shop);
            Files.copy(startup, realms.resolve("startup-realm.json"), StandardCopyOption.REPLACE_EXISTING);
            return realms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Stack stack() {
        return stack;
    }

    public Topic topic() {
        return topic;
    }

    public KafkaBroker kafka() {
        return stack.kafka();
    }

    /** The same broker behind a listener that wants a password. */
    public SaslListener sasl() {
        return sasl;
    }

    public PostgresServer postgres() {
        return stack.postgres();
    }

    public MailCatcher mail() {
        return stack.mail();
    }

    /** The first node: it always runs. */
    public KeycloakNode node() {
        return stack.keycloak().node(0);
    }

    /** The second node, started if it does not run. Whoever asks for it stops it, but for {@link TwoNodes}: it costs the others half a core. */
    public KeycloakNode secondNode() {
        KeycloakNode second = stack.keycloak().node(1);
        if (!second.isAlive()) {
            second.start();
        }
        return second;
    }

    public AdminApi admin() {
        return adminAt(node());
    }

    public AdminApi adminAt(KeycloakNode node) {
        return new AdminApi(node.baseUrl());
    }

    /** In the realm {@code shop}. */
    public Walk walk() {
        return new Walk(node().baseUrl(), Stack.REALM);
    }

    public Registration registration() {
        return registrationAt(node());
    }

    public Registration registrationAt(KeycloakNode node) {
        return new Registration(node.baseUrl());
    }

    public Registration registrationIn(String realm) {
        return new Registration(node().baseUrl(), realm);
    }

    /** Chromium, started at first use. */
    public synchronized Browser browser() {
        if (browser == null) {
            browser = new Browser();
        }
        return browser;
    }

    /** Keycloak's id of the customer with this address, straight from the table. */
    public Optional<String> customerId(String email) {
        return query("SELECT ID FROM USER_ENTITY WHERE EMAIL = ?", email).stream()
                .findFirst();
    }

    public long count(String sql, Object... parameters) {
        return Long.parseLong(query(sql, parameters).get(0));
    }

    /** The first column of each row. */
    public List<String> query(String sql, Object... parameters) {
        try (Connection connection = postgres().connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    values.add(row.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = postgres().connect()) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void executeAsSuperuser(String sql) {
        try (Connection connection = DriverManager.getConnection(postgres().jdbcUrl(), SUPERUSER, SUPERUSER)) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        if (browser != null) {
            browser.close();
        }
        topic.close();
        stack.close();
    }
}
