package shop.identity.it.ground;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import shop.identity.stack.CaughtMail;

/** A mail as its reader takes it. */
public record ReceivedMail(CaughtMail mail) {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/shop-(?:link|keep)/\\S+");
    private static final Pattern CODE = Pattern.compile("\\b(\\d{3}) ?(\\d{3})\\b");

    /** The newest of so many to this address, waited for. */
    public static ReceivedMail await(Ground ground, String address, int count) {
        List<CaughtMail> mails = Awaitility.await("mail " + count)
                .atMost(Duration.ofSeconds(60))
                .until(() -> ground.mail().messagesTo(address), received -> received.size() >= count);
        return new ReceivedMail(mails.get(mails.size() - count));
    }

    public String link() {
        return found(LINK).group();
    }

    public String code() {
        Matcher code = found(CODE);
        return code.group(1) + code.group(2);
    }

    private Matcher found(Pattern pattern) {
        Matcher matcher = pattern.matcher(mail.text());
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in mail '" + mail.subject() + "'");
        }
        return matcher;
    }
}
