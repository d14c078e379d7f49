package shop.identity.welcome;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import shop.identity.server.ServerOptions;

/**
 * On which days after the verification a mail goes out. That of day 0 goes to everybody; the others are marketing.
 *
 * @param days ascending
 */
record WelcomeDays(List<Integer> days) {

    static final String OPTION = "days";

    private static final String UNLESS_SET = "0,3,7";
    private static final int LAST = 365;

    WelcomeDays {
        days = List.copyOf(days);
    }

    /** @throws IllegalArgumentException with one sentence that names the option */
    static WelcomeDays from(ServerOptions options) {
        options.refuseOthersThan(Set.of(OPTION));
        return of(options.text(OPTION, UNLESS_SET));
    }

    static WelcomeDays of(String value) {
        try {
            List<Integer> days = Arrays.stream(value.split(",", -1))
                    .map(day -> Integer.valueOf(day.strip()))
                    .toList();
            if (isAscending(days) && days.get(0) >= 0 && days.get(days.size() - 1) <= LAST) {
                return new WelcomeDays(days);
            }
        } catch (NumberFormatException noNumber) {
            // Said below, with the same words as a number out of range.
        }
        throw new IllegalArgumentException("option " + OPTION + ": '" + value
                + "' is no list of ascending numbers from 0 to " + LAST + " with commas between");
    }

    private static boolean isAscending(List<Integer> days) {
        for (int i = 1; i < days.size(); i++) {
            if (days.get(i - 1) >= days.get(i)) {
                return false;
            }
        }
        return true;
    }

    int first() {
        return days.get(0);
    }

    OptionalInt after(int day) {
        return days.stream()
                .mapToInt(Integer::intValue)
                .filter(next -> next > day)
                .findFirst();
    }

    /** False for one that was scheduled before the option was changed. */
    boolean has(int day) {
        return days.contains(day);
    }

    static boolean isMarketing(int day) {
        return day > 0;
    }
}
