package shop.identity.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.stack.MailFault;

/** Metrics tell when mails go out, when they wait, and when one never will. */
@OnGround
@Tag("ML-1")
class MailMetricsIT {

    private static final String BACKLOG = "shop_queue_backlog_entries{queue=\"mail\"}";
    private static final String OLDEST = "shop_queue_oldest_age_seconds{queue=\"mail\"}";
    private static final String DEAD = "shop_queue_dead_letters{queue=\"mail\"}";
    private static final String RETRIES = "shop_queue_failed_attempts_total{outcome=\"retry\",queue=\"mail\"}";
    private static final String REJECTED = "shop_queue_failed_attempts_total{outcome=\"rejected\",queue=\"mail\"}";
    private static final String SENT = "shop_mail_sent_total";

    private final Ground ground;

    MailMetricsIT(Ground ground) {
        this.ground = ground;
    }

    @AfterEach
    void repair() {
        ground.mail().setFault(null);
    }

    @Test
    void waitingDeadAndSentMailsShow() {
        String refused = "mm-" + UUID.randomUUID() + "@example.com";
        String other = "mm-" + UUID.randomUUID() + "@example.com";
        try (AdminApi admin = ground.admin()) {
            String refusedId = admin.create(AdminApi.person(refused));
            String otherId = admin.create(AdminApi.person(other));
            ground.mail().setFault(MailFault.away());
            Scrape before = scrape();
            assertThat(before.value("shop_queue_relay_running{queue=\"mail\"}")).isOne();

            admin.customer(refusedId).executeActionsEmail(List.of("UPDATE_PASSWORD"));
            admin.customer(otherId).executeActionsEmail(List.of("UPDATE_PASSWORD"));

            eventually("the outage to show")
                    .until(
                            this::scrape,
                            now -> now.value(BACKLOG) >= 2
                                    && now.value(OLDEST) > 0
                                    && now.value(RETRIES) > before.value(RETRIES));
            ground.mail().setFault(MailFault.refusal(550, refused));
            Scrape after = eventually("the dead letter to show")
                    .until(this::scrape, now -> now.value(DEAD) == 1 && now.value(SENT) > before.value(SENT));
            assertThat(after.value(REJECTED)).isEqualTo(before.value(REJECTED) + 1);

            try (Response gone = admin.shop().users().delete(refusedId)) {
                assertThat(gone.getStatus()).isEqualTo(204);
            }
            eventually("all to be gone").until(this::scrape, now -> now.value(DEAD) == 0 && now.value(BACKLOG) == 0);
        }
    }

    private Scrape scrape() {
        return Scrape.of(ground.node());
    }

    /** Gauges are measured every quarter of a minute. */
    private static ConditionFactory eventually(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(250));
    }
}
