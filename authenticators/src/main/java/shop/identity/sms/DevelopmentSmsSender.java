package shop.identity.sms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import shop.identity.queue.Delivery;

/** Sends nothing to anybody. */
final class DevelopmentSmsSender implements SmsSender {

    private static final Logger LOG = Logger.getLogger(DevelopmentSmsSender.class);

    private final Path folder;

    /** @param folder where messages can be read; null: nowhere */
    DevelopmentSmsSender(Path folder) {
        this.folder = folder;
    }

    @Override
    public Delivery send(String realm, SmsMessage message) {
        try {
            if (folder != null) {
                Files.createDirectories(folder);
                Files.writeString(
                        folder.resolve(message.id() + ".txt"), "To: " + message.to() + "\n\n" + message.text() + "\n");
            }
        } catch (IOException e) {
            return Delivery.retry(
                    "the folder cannot be written to: " + e.getClass().getSimpleName());
        }
        LOG.warnf(
                "Text message %s of realm %s went to nobody: no gateway is configured (%s)",
                message.id(), realm, "--spi-shop-sms--http--url");
        return Delivery.delivered();
    }

    @Override
    public void close() {}
}
