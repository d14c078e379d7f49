package shop.identity.sms;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import shop.identity.metrics.DeliveredMeters;
import shop.identity.metrics.Meters;
import shop.identity.queue.Delivery;

/** How many messages this node handed over. */
final class SmsMeters implements DeliveredMeters<QueuedSms> {

    private final Meters meters;
    private final Counter sent;

    SmsMeters(MeterRegistry registry) {
        this.meters = new Meters(registry);
        this.sent = meters.add(Counter.builder("shop.sms.sent")
                .description("Text messages that the gateway took, repeated ones among them")
                .register(registry));
    }

    @Override
    public void answered(List<QueuedSms> messages, List<Delivery> answers) {
        sent.increment(answers.stream()
                .filter(answer -> answer.outcome() == Delivery.Outcome.DELIVERED)
                .count());
    }

    @Override
    public void close() {
        meters.close();
    }
}
