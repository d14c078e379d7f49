package shop.identity.preferences;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import shop.identity.consent.Consent;
import shop.identity.consent.Consents;
import shop.identity.customer.Actor;
import shop.identity.customer.Channel;
import shop.identity.customer.ConsentDecision;
import shop.identity.customer.ConsentKind;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.Origin;
import shop.identity.own.OwnRows;
import shop.identity.problem.Refusal;

/** One customer's preferences and consents, and their changes: one after the other, each told of with its commit. */
record OwnPreferences(OwnRows own, Language language, PreferencesTable table, Consents consents) {

    Preferences get() {
        return own.read(this::read);
    }

    private Preferences read(Connection connection) throws SQLException {
        return new Preferences(
                language.read(connection),
                table.find(connection, own.realmId(), own.userId()).orElse(Wishes.UNLESS_SAID),
                consents.current(connection, own.realmId(), own.userId()));
    }

    /** The newest first. */
    List<Consent> history(int first, int most) {
        return own.read(connection -> consents.history(connection, own.realmId(), own.userId(), first, most));
    }

    /**
     * @param seen  may refuse what is there
     * @param draft what is to be, for what is there
     * @throws Refusal 409: no newsletter without the consent
     */
    Preferences change(Consumer<Preferences> seen, Function<Preferences, PreferencesFields.Draft> draft) {
        return own.change(connection -> {
            Preferences present = read(connection);
            seen.accept(present);
            PreferencesFields.Draft next = draft.apply(present);
            Wishes wishes = wishes(present, next.wishes());
            if (!wishes.equals(present.wishes())) {
                table.write(connection, own.realmId(), own.userId(), wishes);
            }
            Preferences changed = new Preferences(next.language(), wishes, present.consents());
            SortedSet<String> fields = changed.changedFrom(present);
            if (fields.contains(Preferences.LANGUAGE)) {
                language.write(next.language());
            }
            tell(fields);
            return changed;
        });
    }

    private static Wishes wishes(Preferences present, Wishes next) {
        if (present.isGiven(ConsentKind.MARKETING)) {
            return next;
        }
        if (next.newsletter()) {
            throw Refusal.conflict(
                    "There is no newsletter without the consent to marketing: it has to be given first.");
        }
        // Nobody who repeats what was shown has switched anything off.
        return new Wishes(next.channels(), present.wishes().newsletter());
    }

    /**
     * @param textVersion null when it is withdrawn from whatever text was agreed to
     * @throws Refusal 409: the terms cannot be withdrawn from
     */
    Preferences decide(ConsentKind kind, boolean isGiven, String textVersion) {
        return own.change(connection -> {
            Preferences present = read(connection);
            if (kind == ConsentKind.TERMS && !isGiven) {
                throw Refusal.conflict("The terms are what being a customer rests on: they end with the account.");
            }
            if (isSaid(present, kind, isGiven, textVersion)) {
                return present;
            }
            Origin origin = new Origin(Actor.SELF, Channel.REALM_API, null);
            consents.append(
                    connection,
                    own.realmId(),
                    own.userId(),
                    new ConsentDecision(kind, isGiven, version(present, kind, textVersion), origin));
            if (kind == ConsentKind.MARKETING && isGiven && !present.isGiven(kind)) {
                // Whoever agrees to news anew wants them, whatever was switched off before.
                table.write(
                        connection,
                        own.realmId(),
                        own.userId(),
                        new Wishes(present.wishes().channels(), true));
            }
            Preferences changed = read(connection);
            tell(changed.changedFrom(present));
            return changed;
        });
    }

    /** Nothing is another by it: neither the decision nor the text. */
    private static boolean isSaid(Preferences present, ConsentKind kind, boolean isGiven, String textVersion) {
        if (present.isGiven(kind) != isGiven) {
            return false;
        }
        return textVersion == null
                || present.consents().stream()
                        .anyMatch(consent ->
                                consent.kind() == kind && consent.textVersion().equals(textVersion));
    }

    /** Without one there is something to withdraw from. */
    private static String version(Preferences present, ConsentKind kind, String textVersion) {
        return textVersion != null
                ? textVersion
                : present.consents().stream()
                        .filter(consent -> consent.kind() == kind)
                        .findFirst()
                        .orElseThrow()
                        .textVersion();
    }

    private void tell(SortedSet<String> fields) {
        if (!fields.isEmpty()) {
            own.tell(new CustomerFact.PreferencesChanged(fields));
        }
    }
}
