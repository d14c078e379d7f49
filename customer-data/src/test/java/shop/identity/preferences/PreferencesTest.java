package shop.identity.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.consent.Consent;
import shop.identity.customer.ConsentKind;

@Tag("CD-1")
class PreferencesTest {

    private static final Instant AT = Instant.parse("2026-11-24T06:07:12.391Z");
    private static final Wishes BY_MAIL = new Wishes(Set.of(MessageChannel.EMAIL), true);

    private static Consent marketing(boolean isGiven, Instant at) {
        return new Consent(ConsentKind.MARKETING, isGiven, "1", at, "self", "realm-api");
    }

    private static Preferences of(String language, Wishes wishes, Consent... consents) {
        return new Preferences(language, wishes, List.of(consents));
    }

    @Test
    void whoHasNotAgreedToMarketingHasNoNewsletter() {
        assertThat(of(null, BY_MAIL).newsletter()).isFalse();
        assertThat(of(null, BY_MAIL, marketing(false, AT)).newsletter()).isFalse();
        assertThat(of(null, BY_MAIL, marketing(true, AT)).newsletter()).isTrue();
        assertThat(of(null, new Wishes(Set.of(), false), marketing(true, AT)).newsletter())
                .isFalse();
    }

    @Test
    void whatIsAnotherIsNamed() {
        Preferences before = of("de", BY_MAIL, marketing(true, AT));

        assertThat(before.changedFrom(before)).isEmpty();
        assertThat(of("en", BY_MAIL, marketing(true, AT)).changedFrom(before)).containsExactly("language");
        assertThat(of(null, BY_MAIL, marketing(true, AT)).changedFrom(before)).containsExactly("language");
        assertThat(before.changedFrom(of(null, BY_MAIL, marketing(true, AT)))).containsExactly("language");
        assertThat(of("de", new Wishes(Set.of(), true), marketing(true, AT)).changedFrom(before))
                .containsExactly("channels");
        assertThat(of("de", BY_MAIL, marketing(false, AT.plusSeconds(1))).changedFrom(before))
                .containsExactly("marketing", "newsletter");
        assertThat(of("de", BY_MAIL, marketing(true, AT.plusSeconds(1))).changedFrom(before))
                .containsExactly("marketing");
    }

    @Test
    void everyKindIsShownAndEveryChannelInOneOrder() {
        Preferences preferences = of(
                null,
                new Wishes(Set.of(MessageChannel.PUSH, MessageChannel.SMS, MessageChannel.EMAIL), true),
                marketing(true, AT));

        PreferencesRepresentation shown = PreferencesRepresentation.of(preferences);

        assertThat(shown.channels()).containsExactly("email", "sms", "push");
        assertThat(shown.consents().toString())
                .isEqualTo(
                        "[ConsentRepresentation[kind=terms, given=false, textVersion=null, time=null],"
                                + " ConsentRepresentation[kind=marketing, given=true, textVersion=1, time=2026-11-24T06:07:12.391Z]]");
    }

    @Test
    void theVersionIsOfWhatIsSeen() {
        Preferences one = of("de", BY_MAIL, marketing(true, AT));
        Preferences same = of("de", new Wishes(Set.of(MessageChannel.EMAIL), true), marketing(true, AT));

        assertThat(PreferencesRepresentation.of(same).version())
                .isEqualTo(PreferencesRepresentation.of(one).version());
        assertThat(PreferencesRepresentation.of(of("en", BY_MAIL, marketing(true, AT)))
                        .version())
                .isNotEqualTo(PreferencesRepresentation.of(one).version());
        assertThat(PreferencesRepresentation.of(one).version().number()).isNotNegative();
    }
}
