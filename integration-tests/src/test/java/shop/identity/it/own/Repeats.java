package shop.identity.it.own;

import java.util.UUID;
import shop.identity.it.ground.Ground;
import shop.identity.it.own.OwnInterface.Answer;

/** Requests that are sent again, and the answers that are kept for them. */
final class Repeats {

    static final String KEY = "Idempotency-Key";
    static final String GIVE = "{\"given\": true, \"textVersion\": \"1\"}";
    static final String BY_SMS = "{\"channels\": [\"sms\"]}";

    private final Ground ground;

    Repeats(Ground ground) {
        this.ground = ground;
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    /** Everything of it that a caller can go by. */
    static String whole(Answer answer) {
        return answer.status() + "\n" + answer.etag() + "\n" + answer.header("Location") + "\n"
                + answer.header("Content-Type") + "\n" + answer.response().body();
    }

    /** How many changes, of a customer whose beginning has been told. */
    int told(Shopper who, int count) {
        return ground.topic().settled(who.id(), 1 + count).size() - 1;
    }

    long kept(Shopper who) {
        return ground.count("SELECT COUNT(*) FROM SHOP_REPEATABLE_ANSWER WHERE CALLER_ID = ?", who.id());
    }

    /** As if they had been kept for so much longer. */
    void age(Shopper who, String interval) {
        ground.execute("UPDATE SHOP_REPEATABLE_ANSWER SET CREATED_AT = CREATED_AT - interval '" + interval
                + "' WHERE CALLER_ID = '" + who.id() + "'");
    }
}
