package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.own.OwnInterface.Answer;

/** Customers' preferences and consents, over REST, in the tables and as they are told. */
final class Preferences {

    static final String PREFERENCES = "/preferences";
    static final String CONSENTS = "/preferences/consents";
    static final String MARKETING = CONSENTS + "/marketing";
    static final String TERMS = CONSENTS + "/terms";
    static final String GIVE = "{\"given\": true, \"textVersion\": \"2026-11\"}";
    static final String WITHDRAW = "{\"given\": false}";

    private final Ground ground;

    Preferences(Ground ground) {
        this.ground = ground;
    }

    static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    static JsonNode marketing(Answer preferences) {
        return StreamSupport.stream(preferences.json().get("consents").spliterator(), false)
                .filter(consent -> consent.get("kind").asText().equals("marketing"))
                .findFirst()
                .orElseThrow();
    }

    List<String> rows(Shopper who) {
        return ground.query(
                "SELECT concat_ws(' ', CHANNELS, NEWSLETTER) FROM SHOP_PREFERENCES WHERE USER_ID = ?", who.id());
    }

    List<String> locales(Shopper who) {
        return ground.query("SELECT VALUE FROM USER_ATTRIBUTE WHERE NAME = 'locale' AND USER_ID = ?", who.id());
    }

    /** The decisions on consents. */
    List<String> log(Shopper who) {
        return ground.query("""
                SELECT concat_ws(' ', KIND, GIVEN, TEXT_VERSION, ACTOR, CHANNEL) FROM SHOP_CONSENT
                 WHERE USER_ID = ? ORDER BY AT
                """, who.id());
    }

    /** The names of what changed, of each event after the first so many. */
    List<String> told(Shopper who, int known, int count) {
        List<CustomerRecord> all = ground.topic().settled(who.id(), known + count);
        assertThat(all).hasSize(known + count);
        return all.subList(known, all.size()).stream()
                .map(record -> record.type() + " " + record.data().get("fields"))
                .toList();
    }
}
