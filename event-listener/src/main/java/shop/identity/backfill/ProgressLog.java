package shop.identity.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What this node's log says of backfills: begin, every tenth or every ten seconds, end, and once what holds one up. */
final class ProgressLog {

    private static final Logger LOG = Logger.getLogger(ProgressLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private record Said(Instant at, long tenth) {}

    private final Map<UUID, Said> said = new HashMap<>();
    private final Set<UUID> failing = new HashSet<>();

    /** Others are ended, or another node's. */
    void keepOnly(Collection<Backfill> backfills) {
        Set<UUID> ids = backfills.stream().map(Backfill::id).collect(Collectors.toSet());
        said.keySet().retainAll(ids);
        failing.retainAll(ids);
    }

    void step(BackfillSteps.Step step) {
        Backfill backfill = step.backfill();
        if (backfill == null) {
            return;
        }
        failing.remove(backfill.id());
        if (step.isLast()) {
            end(backfill, step);
        } else if (backfill.total() != null) {
            progress(backfill, step.realm().name());
        }
    }

    private static void end(Backfill backfill, BackfillSteps.Step step) {
        if (step.realm() == null) {
            LOG.warnf(
                    "Backfill %s ends after %d: its realm no longer names the listener",
                    backfill.id(), backfill.done());
        } else {
            LOG.infof(
                    "Backfill %s of realm %s is complete: %s, %d told in %d s",
                    backfill.id(),
                    step.realm().name(),
                    backfill.order().kind().wireName(),
                    backfill.done(),
                    Duration.between(backfill.startedAt(), backfill.endedAt()).toSeconds());
        }
    }

    private void progress(Backfill backfill, String realm) {
        long tenth = backfill.total() == 0 ? 0 : backfill.done() * 10 / backfill.total();
        Said last = said.get(backfill.id());
        if (last != null
                && last.tenth() == tenth
                && Instant.now().isBefore(last.at().plus(INTERVAL))) {
            return;
        }
        said.put(backfill.id(), new Said(Instant.now(), tenth));
        LOG.infof(
                "Backfill %s of realm %s, %s: %d of %d told, at most %d per second",
                backfill.id(),
                realm,
                backfill.order().kind().wireName(),
                backfill.done(),
                backfill.total(),
                backfill.order().ratePerSecond());
    }

    void failed(Backfill backfill, RuntimeException e) {
        if (failing.add(backfill.id())) {
            LOG.warnf("Backfill %s is held up and tried again: %s", backfill.id(), reasonOf(e));
            LOG.debug("backfill failure", e);
        }
    }

    static String reasonOf(Throwable e) {
        return e.getCause() == null ? e.toString() : reasonOf(e.getCause());
    }
}
