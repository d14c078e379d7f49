package shop.identity.staff;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import shop.identity.backfill.BackfillKind;
import shop.identity.backfill.BackfillOrder;
import shop.identity.problem.RequestFields;

/** Reads from a body what staff want to have told. */
final class BackfillFields {

    private static final String KIND = "kind";
    private static final String FROM = "from";
    private static final String TO = "to";

    private final RequestFields fields;

    BackfillFields(RequestFields fields) {
        this.fields = fields;
    }

    /** @throws shop.identity.problem.Refusal naming each field that is wrong */
    BackfillOrder order() {
        Optional<BackfillKind> kind = kind();
        int rate = fields.number("ratePerSecond", 1, BackfillOrder.HIGHEST_RATE).orElse(BackfillOrder.STANDARD_RATE);
        boolean replay = kind.filter(BackfillKind.REPLAY::equals).isPresent();
        boolean snapshot = kind.filter(BackfillKind.SNAPSHOT::equals).isPresent();
        Instant from = time(FROM, replay, snapshot);
        Instant to = time(TO, replay, snapshot);
        if (from != null && to != null && !from.isBefore(to)) {
            fields.wrong(TO, "has to be later than " + FROM);
        }
        fields.refuseOthers();
        return new BackfillOrder(kind.orElseThrow(), from, to, rate);
    }

    private Optional<BackfillKind> kind() {
        boolean given = fields.has(KIND);
        Optional<String> name = fields.text(KIND);
        Optional<BackfillKind> kind = name.flatMap(BackfillKind::named);
        if (kind.isEmpty() && (name.isPresent() || !given)) {
            fields.wrong(KIND, "has to be snapshot or replay");
        }
        return kind;
    }

    /** In whole milliseconds, as the times in the events' ids are. */
    private Instant time(String name, boolean needed, boolean refused) {
        boolean given = fields.has(name);
        Instant time = fields.time(name)
                .map(exact -> exact.truncatedTo(ChronoUnit.MILLIS))
                .orElse(null);
        if (needed && !given) {
            fields.wrong(name, "is needed for a replay");
        } else if (refused && given) {
            fields.wrong(name, "is for a replay only");
        } else if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.now()))) {
            fields.wrong(name, "has to lie between 1970 and now");
        }
        return time;
    }
}
