package shop.identity.erasure;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * When a request has to be answered.
 *
 * @see <a href="https://eur-lex.europa.eu/eli/reg/2016/679/art_12/oj">Article 12(3) of the General Data Protection Regulation</a>
 */
public final class LegalDeadline {

    private static final int MONTHS = 1;
    private static final int MONTHS_ONCE_EXTENDED = 3;

    private LegalDeadline() {}

    /** One month later, on the same day; where that month is shorter, on its last. */
    public static Instant of(Instant received) {
        return later(received, MONTHS);
    }

    /** Two further months. */
    public static Instant onceExtended(Instant received) {
        return later(received, MONTHS_ONCE_EXTENDED);
    }

    private static Instant later(Instant received, int months) {
        return received.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
    }
}
