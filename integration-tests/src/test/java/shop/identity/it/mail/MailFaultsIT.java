package shop.identity.it.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Percentiles;
import shop.identity.it.ground.Registration;
import shop.identity.stack.CaughtMail;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.MailFault;

/** A mail server that is slow, away, or in a bad mood, and a node that dies: no customer notices, no mail is lost. */
@OnGround
@Tag("ML-1")
class MailFaultsIT {

    private static final Duration SLOW = Duration.ofSeconds(5);

    private final Ground ground;
    private AdminApi admin;
    private MailRealm realm;
    private LogTail log;

    MailFaultsIT(Ground ground) {
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
        realm.close();
        admin.close();
    }

    /** Registrations by turns: the mail server is quick for one and slow for the next. */
    @Test
    void slowServerSlowsNoRegistration() throws Exception {
        List<String> emails = new ArrayList<>();
        List<Duration> quick = new ArrayList<>();
        List<Duration> slow = new ArrayList<>();
        register(emails, new ArrayList<>());
        for (int round = 0; round < 6; round++) {
            ground.mail().setFault(null);
            register(emails, quick);
            ground.mail().setFault(MailFault.delay((int) SLOW.toMillis()));
            register(emails, slow);
        }

        System.out.printf(
                "registration and verification mail, mail server quick: %s, slow by %d s: %s%n",
                Percentiles.of(quick), SLOW.toSeconds(), Percentiles.of(slow));
        assertThat(slow).allSatisfy(took -> assertThat(took).isLessThan(SLOW));
        assertEachArrivesOnce(emails);
    }

    private void register(List<String> emails, List<Duration> took) throws Exception {
        String email = MailRealm.address();
        Registration.Form form = ground.registrationIn(realm.name()).open();
        Registration.Answer answer = form.submit(email, Map.of());
        assertThat(answer.status()).isEqualTo(302);
        took.add(answer.took().plus(form.follow(answer)));
        emails.add(email);
    }

    @Test
    void serverThatIsAwayDelaysMailsAndNothingElse() {
        outage(Duration.ofSeconds(8), 10);
    }

    @Test
    @Tag("long")
    void serverThatIsAwayForTwoMinutes() {
        outage(Duration.ofMinutes(2), 200);
    }

    private void outage(Duration length, int mails) {
        List<String> emails = Stream.generate(MailRealm::address).limit(mails).toList();
        List<String> ids = emails.stream().map(realm::customer).toList();
        ground.mail().setFault(MailFault.away());
        long began = System.nanoTime();
        List<Duration> took = ids.stream().map(realm::ask).toList();

        System.out.printf("request that sends a mail, mail server away: %s%n", Percentiles.of(took));
        assertThat(realm.queued()).isEqualTo(mails);
        Pause.of(
                length.minusNanos(System.nanoTime() - began).isNegative()
                        ? Duration.ZERO
                        : length.minusNanos(System.nanoTime() - began));
        assertThat(realm.queued()).isEqualTo(mails);
        ground.mail().setFault(null);

        assertEachArrivesOnce(emails);
        assertThat(log.linesWith("wait in the database")).hasSize(1);
        assertThat(log.linesWith("are sent again after")).hasSize(1);
        assertThat(log.text()).doesNotContain("@example.com").doesNotContain("\tat ");
    }

    @Test
    void passingRefusalIsTriedAgain() {
        String email = MailRealm.address();
        ground.mail().setFault(MailFault.refusal(451, email).times(2));

        realm.ask(realm.customer(email));

        MailRealm.eventually("the first refusal")
                .until(() -> ground.query("SELECT LAST_ERROR FROM SHOP_QUEUE WHERE REALM_ID = ?", realm.id())
                        .contains("the mail server refuses the recipient, SMTP 451"));
        assertEachArrivesOnce(List.of(email));
    }

    /** Of two nodes, both with mails in their hands, one is killed. */
    @Test
    void killedNodesMailsAreSentByTheOther() {
        List<String> emails = Stream.generate(MailRealm::address).limit(24).toList();
        List<String> ids = emails.stream().map(realm::customer).toList();
        KeycloakNode victim = ground.secondNode();
        try (AdminApi there = ground.adminAt(victim)) {
            ground.mail().setFault(MailFault.delay(4000));
            ids.forEach(id -> realm.askAt(there, id));
            MailRealm.eventually("mails in the hands of both nodes")
                    .until(() -> ground.count(
                                    "SELECT COUNT(*) FROM SHOP_QUEUE_LANE WHERE QUEUE = 'mail' AND OWNER IS NOT NULL")
                            > 8);
            victim.kill();
        } finally {
            ground.mail().setFault(null);
            victim.kill();
        }

        emails.forEach(realm::arrived);
        realm.awaitNothingQueued();
        int copies = 0;
        for (String email : emails) {
            List<CaughtMail> caught = realm.caught(email);
            copies += caught.size();
            Set<String> messageIds = new LinkedHashSet<>();
            caught.forEach(mail -> messageIds.add(mail.messageId()));
            assertThat(messageIds).as("recognisable copies").hasSize(1);
        }
        System.out.printf("mails after kill -9: %d, copies of them: %d%n", emails.size(), copies - emails.size());
    }

    private void assertEachArrivesOnce(List<String> emails) {
        emails.forEach(realm::arrived);
        realm.awaitNothingQueued();
        assertThat(emails).allSatisfy(email -> assertThat(realm.caught(email)).hasSize(1));
    }
}
