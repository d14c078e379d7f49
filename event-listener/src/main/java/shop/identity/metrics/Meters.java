package shop.identity.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The meters that one owner registered, to be taken out of the registry with their owner. */
public final class Meters implements AutoCloseable {

    private final MeterRegistry registry;
    private final List<Meter> registered = new CopyOnWriteArrayList<>();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Whether anybody ever reads a meter of this registry: a composite of none throws all away. */
    public static boolean areRead(MeterRegistry registry) {
        return !(registry instanceof CompositeMeterRegistry composite)
                || composite.getRegistries().stream().anyMatch(Meters::areRead);
    }

    public MeterRegistry registry() {
        return registry;
    }

    public <M extends Meter> M add(M meter) {
        registered.add(meter);
        return meter;
    }

    @Override
    public void close() {
        registered.forEach(registry::remove);
        registered.clear();
    }
}
