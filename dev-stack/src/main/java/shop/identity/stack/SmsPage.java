package shop.identity.stack;

import java.util.List;
import java.util.stream.Collectors;

/** The caught text messages as a page for people. */
final class SmsPage {

    private final PageTemplate frame = PageTemplate.load("mail.html");

    String list(List<CaughtSms> messages) {
        String rows = messages.stream()
                .map(message -> """
                        <tr><td><time datetime="%1$s">%1$s</time></td><td>%2$s</td><td>%3$s</td></tr>
                        """.formatted(
                                PageTemplate.escape(message.receivedAt()),
                                PageTemplate.escape(message.to()),
                                PageTemplate.escape(message.text())))
                .collect(Collectors.joining());
        String table = """
                <table><thead><tr><th scope="col">Received</th><th scope="col">To</th>\
                <th scope="col">Text</th></tr></thead><tbody>
                %s</tbody></table>""".formatted(rows);
        return frame.with("TITLE", "Text messages")
                .with("BODY", "<p><a href=\"/\">Mail</a></p>" + (messages.isEmpty() ? "<p>No message yet.</p>" : table))
                .text();
    }
}
