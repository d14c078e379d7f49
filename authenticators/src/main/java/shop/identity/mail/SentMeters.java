package shop.identity.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import shop.identity.metrics.DeliveredMeters;
import shop.identity.metrics.Meters;
import shop.identity.queue.Delivery;

/** How many mails this node sent. */
final class SentMeters implements DeliveredMeters<QueuedMail> {

    private final Meters meters;
    private final Counter sent;

    SentMeters(MeterRegistry registry) {
        this.meters = new Meters(registry);
        this.sent = meters.add(Counter.builder("shop.mail.sent")
                .description("Mails that a mail server took, repeated ones among them")
                .register(registry));
    }

    @Override
    public void answered(List<QueuedMail> mails, List<Delivery> answers) {
        sent.increment(answers.stream()
                .filter(answer -> answer.outcome() == Delivery.Outcome.DELIVERED)
                .count());
    }

    @Override
    public void close() {
        meters.close();
    }
}
