package shop.identity.it.ground;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import shop.identity.stack.CaughtSms;

/** A text message as its reader takes it. */
public record ReceivedSms(CaughtSms sms) {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{3}) (\\d{3})\\b");

    static ReceivedSms await(Ground ground, String number, int count) {
        List<CaughtSms> messages = Awaitility.await("text message " + count)
                .atMost(Duration.ofSeconds(60))
                .until(() -> ground.stack().sms().messagesTo(number), received -> received.size() >= count);
        return new ReceivedSms(messages.get(messages.size() - count));
    }

    public String code() {
        Matcher code = CODE.matcher(sms.text());
        if (!code.find()) {
            throw new AssertionError("no code in the text message");
        }
        return code.group(1) + code.group(2);
    }
}
