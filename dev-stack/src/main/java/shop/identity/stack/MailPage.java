package shop.identity.stack;

import java.util.List;
import java.util.stream.Collectors;

/** The caught mails as pages for people. */
final class MailPage {

    private final PageTemplate frame = PageTemplate.load("mail.html");

    String list(List<CaughtMail> mails) {
        String rows = mails.stream()
                .map(mail -> """
                        <tr><td><time datetime="%1$s">%1$s</time></td><td>%2$s</td>\
                        <td><a href="/messages/%3$s">%4$s</a></td></tr>
                        """.formatted(
                                PageTemplate.escape(mail.receivedAt()),
                                PageTemplate.escape(String.join(", ", mail.to())),
                                mail.id(),
                                PageTemplate.escape(subject(mail))))
                .collect(Collectors.joining());
        String table = """
                <table><thead><tr><th scope="col">Received</th><th scope="col">To</th>\
                <th scope="col">Subject</th></tr></thead><tbody>
                %s</tbody></table>""".formatted(rows);
        return page(
                "Mail",
                "<p><a href=\"/sms\">Text messages</a></p>" + (mails.isEmpty() ? "<p>No mail yet.</p>" : table));
    }

    String message(CaughtMail mail) {
        StringBuilder body = new StringBuilder("""
                <p><a href="/">All mail</a></p>
                <dl><dt>Received</dt><dd>%s</dd><dt>From</dt><dd>%s</dd><dt>To</dt><dd>%s</dd></dl>
                """.formatted(
                        PageTemplate.escape(mail.receivedAt()),
                        PageTemplate.escape(mail.from()),
                        PageTemplate.escape(String.join(", ", mail.to()))));
        if (!mail.html().isEmpty()) {
            // Scripts stay off; links open in a tab of their own.
            body.append("""
                    <iframe title="HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" \
                    srcdoc="&lt;base target=_blank&gt;%s"></iframe>
                    """.formatted(PageTemplate.escape(mail.html())));
        }
        if (!mail.text().isEmpty()) {
            body.append("<h2>Plain text</h2><pre>")
                    .append(PageTemplate.escape(mail.text()))
                    .append("</pre>");
        }
        return page(subject(mail), body.toString());
    }

    private String page(String title, String body) {
        return frame.with("TITLE", PageTemplate.escape(title))
                .with("BODY", body)
                .text();
    }

    private static String subject(CaughtMail mail) {
        return mail.subject().isBlank() ? "(no subject)" : mail.subject();
    }
}
