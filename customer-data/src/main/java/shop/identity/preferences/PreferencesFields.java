package shop.identity.preferences;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;

/** Preferences as they were sent: all of them. */
record PreferencesFields(RequestFields fields, Language languages) {

    private static final String KNOWN =
            Stream.of(MessageChannel.values()).map(MessageChannel::wireName).collect(Collectors.joining(", "));

    /** @param language null: the realm's own */
    record Draft(String language, Wishes wishes) {}

    /**
     * @param present a language that the realm offers no more may stay
     * @throws Refusal 400
     */
    Draft draft(Preferences present) {
        String language = fields.text(Preferences.LANGUAGE).orElse(null);
        if (language != null && !language.equals(present.language()) && !languages.canBe(language)) {
            fields.wrong(Preferences.LANGUAGE, complaint(languages.offered()));
        }
        Set<MessageChannel> channels = channels();
        boolean newsletter = newsletter();
        fields.refuseOthers();
        return new Draft(language, new Wishes(channels, newsletter));
    }

    private static String complaint(Set<String> offered) {
        return offered.isEmpty()
                ? "has to be a language tag, such as en or pt-BR"
                : "has to be one of the realm's languages: " + String.join(", ", offered);
    }

    private Set<MessageChannel> channels() {
        if (!fields.has(Preferences.CHANNELS)) {
            fields.wrong(Preferences.CHANNELS, "is needed; it may be empty");
            return Set.of();
        }
        List<String> names = fields.texts(Preferences.CHANNELS).orElse(List.of());
        Set<MessageChannel> channels = EnumSet.noneOf(MessageChannel.class);
        for (String name : names) {
            Optional<MessageChannel> channel = MessageChannel.named(name);
            if (channel.isEmpty()) {
                fields.wrong(Preferences.CHANNELS, "has to be a list of: " + KNOWN);
                return Set.of();
            }
            channels.add(channel.get());
        }
        return channels;
    }

    private boolean newsletter() {
        if (!fields.has(Preferences.NEWSLETTER)) {
            fields.wrong(Preferences.NEWSLETTER, "is needed");
            return false;
        }
        return fields.flag(Preferences.NEWSLETTER).orElse(false);
    }
}
