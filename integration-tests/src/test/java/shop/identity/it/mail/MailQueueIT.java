package shop.identity.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.stack.CaughtMail;
import shop.identity.stack.MailFault;

/** A mail from the transaction that causes it to the mail server, and what is left of it in between. */
@OnGround
class MailQueueIT {

    private static final Pattern LINK = Pattern.compile("/realms/mail-[^\\s\"<]+");

    private final Ground ground;
    private AdminApi admin;
    private MailRealm realm;
    private LogTail log;

    MailQueueIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void createRealm() {
        log = new LogTail(ground.node());
        admin = ground.admin();
        realm = new MailRealm(ground, admin);
    }

    @AfterEach
    void removeRealm() {
        ground.mail().setFault(null);
        ground.execute("DROP TRIGGER IF EXISTS REFUSED ON ADMIN_EVENT_ENTITY");
        realm.close();
        admin.close();
    }

    @Test
    @Tag("ML-1")
    @Tag("ML-3")
    void mailArrivesOnceAndNothingOfItIsLeft() {
        String email = MailRealm.address();

        realm.ask(realm.customer(email));

        CaughtMail mail = realm.arrived(email);
        realm.awaitNothingQueued();
        assertThat(mail.from()).isEqualTo("shop@example.com");
        assertThat(mail.subject()).isEqualTo("Please complete your account");
        assertThat(mail.text()).contains("/shop-link/");
        assertThat(mail.html()).contains("/shop-link/");
        assertThat(mail.messageId()).matches("<[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]+@example\\.com>");
        assertThat(realm.caught(email)).hasSize(1);
    }

    /**
     * The commit itself fails, after all that the request did, over something that is not the mail: the latest moment there
     * is.
     */
    @Test
    @Tag("ML-1")
    void whatIsRolledBackSendsNothing() {
        String refused = MailRealm.address();
        String other = MailRealm.address();
        String id = realm.customer(refused);
        ground.execute("CREATE OR REPLACE FUNCTION REFUSE() RETURNS trigger LANGUAGE plpgsql"
                + " AS $$ BEGIN RAISE EXCEPTION 'refused at the commit'; END $$");
        ground.execute("CREATE CONSTRAINT TRIGGER REFUSED AFTER INSERT ON ADMIN_EVENT_ENTITY"
                + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.REALM_ID = '" + realm.id()
                + "' AND NEW.RESOURCE_PATH LIKE '%execute-actions-email') EXECUTE FUNCTION REFUSE()");

        assertThatThrownBy(() -> realm.ask(id)).isInstanceOf(WebApplicationException.class);

        ground.execute("DROP TRIGGER REFUSED ON ADMIN_EVENT_ENTITY");
        assertThat(realm.queued() + realm.entries()).isZero();
        realm.ask(realm.customer(other));
        realm.arrived(other);
        assertThat(realm.caught(refused)).isEmpty();
    }

    @Test
    @Tag("ML-3")
    void whatWaitsCannotBeReadInTheDatabase() {
        String email = MailRealm.address();
        ground.mail().setFault(MailFault.away());
        realm.ask(realm.customer(email));

        List<String> dump = ground.query(
                "SELECT m::text || encode(SEALED, 'escape') FROM SHOP_MAIL m WHERE REALM_ID = ?", realm.id());

        ground.mail().setFault(null);
        CaughtMail mail = realm.arrived(email);
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).isTrue();
        String word = mail.text().split("\\s+")[1] + " " + mail.text().split("\\s+")[2];
        assertThat(dump)
                .singleElement()
                .asString()
                .contains("shop-actions", "realm:")
                .doesNotContain(email, email.substring(0, 12), mail.subject(), "action-token", word + " ");
        realm.awaitNothingQueued();
        assertThat(log.text()).doesNotContain(email);
    }

    @Test
    @Tag("ML-3")
    void nobodyWhoIsGoneGetsAMail() {
        String erased = MailRealm.address();
        String vanished = MailRealm.address();
        String staying = MailRealm.address();
        ground.mail().setFault(MailFault.away());
        String erasedId = realm.customer(erased);
        String vanishedId = realm.customer(vanished);
        realm.ask(erasedId);
        realm.ask(vanishedId);
        realm.ask(realm.customer(staying));
        assertThat(realm.queued()).isEqualTo(3);

        realm.resource().users().get(erasedId).remove();
        assertThat(realm.queued()).isEqualTo(2);
        assertThat(realm.entries()).isEqualTo(2);
        // As if it had been queued while the user was being removed.
        ground.execute(
                "UPDATE SHOP_MAIL SET USER_ID = '" + UUID.randomUUID() + "' WHERE USER_ID = '" + vanishedId + "'");

        ground.mail().setFault(null);
        realm.arrived(staying);
        realm.awaitNothingQueued();
        assertThat(realm.caught(erased)).isEmpty();
        assertThat(realm.caught(vanished)).isEmpty();
    }

    @Test
    @Tag("ML-3")
    void mailsOfARemovedRealmGoWithIt() {
        String email = MailRealm.address();
        ground.mail().setFault(MailFault.away());
        MailRealm leaving = new MailRealm(ground, admin);
        try (leaving) {
            leaving.ask(leaving.customer(email));
            assertThat(leaving.queued()).isEqualTo(1);
        }

        assertThat(leaving.queued() + leaving.entries()).isZero();
        ground.mail().setFault(null);
        String other = MailRealm.address();
        realm.ask(realm.customer(other));
        realm.arrived(other);
        assertThat(leaving.caught(email)).isEmpty();
    }

    @Test
    @Tag("ML-3")
    void mailsOutliveAChangeOfTheRealmsKey() {
        String before = MailRealm.address();
        String after = MailRealm.address();
        ground.mail().setFault(MailFault.away());
        realm.ask(realm.customer(before));
        ComponentRepresentation key = new ComponentRepresentation();
        key.setName("next");
        key.setProviderId("hmac-generated");
        key.setProviderType("org.keycloak.keys.KeyProvider");
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        config.putSingle("algorithm", "HS512");
        config.putSingle("priority", "1000");
        key.setConfig(config);
        realm.resource().components().add(key).close();

        realm.ask(realm.customer(after));

        assertThat(ground.query("SELECT DISTINCT KEY_ID FROM SHOP_MAIL WHERE REALM_ID = ?", realm.id()))
                .hasSize(2);
        ground.mail().setFault(null);
        realm.arrived(before);
        realm.arrived(after);
    }

    @Test
    @Tag("ML-1")
    void realmThatTakesNoPartSendsAtOnceAsEver() {
        String email = MailRealm.address();
        try (MailRealm stock = new MailRealm(ground, admin, List.of("jboss-logging"))) {
            String id = stock.customer(email);
            ground.mail().setFault(MailFault.away());
            assertThatThrownBy(() -> stock.ask(id)).isInstanceOf(WebApplicationException.class);
            assertThat(stock.queued()).isZero();

            ground.mail().setFault(null);
            stock.ask(id);

            assertThat(stock.caught(email)).hasSize(1);
        }
    }

    /** While the mail server takes its time, nobody keeps the database's. */
    @Test
    @Tag("ML-1")
    void noTransactionIsOpenWhileTheMailServerIsSpokenTo() {
        String email = MailRealm.address();
        ground.mail().setFault(MailFault.delay(5000));
        realm.ask(realm.customer(email));
        MailRealm.eventually("the mail to be on its way")
                .until(() ->
                        ground.count("SELECT COUNT(*) FROM SHOP_QUEUE_LANE WHERE QUEUE = 'mail' AND OWNER IS NOT NULL")
                                == 1);

        for (int look = 0; look < 8; look++) {
            Pause.of(Duration.ofMillis(250));
            assertThat(ground.query("SELECT QUERY FROM PG_STAT_ACTIVITY WHERE STATE LIKE 'idle in transaction%'"
                            + " AND STATE_CHANGE < clock_timestamp() - interval '1 second'"))
                    .isEmpty();
        }

        assertThat(realm.caught(email)).isEmpty();
        realm.arrived(email);
        realm.awaitNothingQueued();
        assertThat(realm.caught(email)).hasSize(1);
    }

    @Test
    @Tag("ML-1")
    void mailIsSentWithTheSettingsThatTheRealmHasBySending() {
        String email = MailRealm.address();
        String id = realm.customer(email);
        setSmtp(Map.of());
        realm.ask(id);
        MailRealm.eventually("a reason")
                .until(() -> ground.count(
                                "SELECT COUNT(*) FROM SHOP_QUEUE WHERE REALM_ID = ? AND LAST_ERROR"
                                        + " = 'the realm has no mail server, or no sender''s address'",
                                realm.id())
                        == 1);

        setSmtp(realm.smtp());

        realm.arrived(email);
    }

    private void setSmtp(Map<String, String> smtp) {
        RealmRepresentation settings = realm.resource().toRepresentation();
        settings.setSmtpServer(smtp);
        realm.resource().update(settings);
    }
}
