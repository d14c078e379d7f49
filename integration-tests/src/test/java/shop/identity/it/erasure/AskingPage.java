package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.Walk;

/** The page where customers ask to be erased, without a browser. */
record AskingPage(Ground ground, LeavingRealm realm) {

    static final String ACTION = "&kc_action=shop-erase-account";
    static final String FORM = "shop-erase-form";
    static final Duration GRACE = Duration.ofDays(14);

    /** As an application sends a customer there, who has to sign in. */
    static Walk.Page open(Walk walk, Leaver who) throws IOException, InterruptedException {
        return signIn(walk, walk.openLogin(ACTION), who);
    }

    static Walk.Page signIn(Walk walk, Walk.Page login, Leaver who) throws IOException, InterruptedException {
        return walk.submit(
                login.form("kc-form-login"), Map.of("username", who.email(), "password", Registration.PASSWORD));
    }

    static Walk.Page confirm(Walk walk, Walk.Page page) throws IOException, InterruptedException {
        return walk.submit(page.form(FORM), Map.of("action", "erase"));
    }

    static String day(Instant time, Locale language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language)
                .format(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    /** Of the only request. */
    Instant due(Leaver who) {
        return Instant.parse(realm.attributes(who).get("shopDeletionDue").get(0));
    }

    void assertUntouched(Leaver who) {
        assertThat(realm.attributes(who)).doesNotContainKeys("shopStatus", "shopDeletionDue");
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE WHERE CUSTOMER_ID = ?", who.id()))
                .isZero();
        assertThat(ground.topic().settled(who.id(), 1)).hasSize(1);
        assertThat(ground.mail().messagesTo(who.email())).isEmpty();
    }
}
