package shop.identity.it.reset;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Requests as an attacker writes them, by hand: with another server's name in the headers. */
final class ForgedRequest {

    private static final Pattern COOKIE = Pattern.compile("(?im)^set-cookie: ([^=]+)=([^;\r\n]*)");
    private static final Pattern ACTION = Pattern.compile("id=\"shop-reset-form\"[^>]*action=\"([^\"]*)\"");

    private final URI server;
    private final String host;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    ForgedRequest(String server, String host) {
        this.server = URI.create(server);
        this.host = host;
    }

    String get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\n" + headers() + "\r\n");
    }

    String post(String path, String form) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\n" + headers()
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);
    }

    /** Path and query of where the page's form goes. */
    static String action(String page) {
        Matcher action = ACTION.matcher(page);
        if (!action.find()) {
            throw new AssertionError("no form on the page");
        }
        URI target = URI.create(action.group(1).replace("&amp;", "&"));
        return target.getRawPath() + "?" + target.getRawQuery();
    }

    private String headers() {
        String known = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return "Host: " + host + "\r\nX-Forwarded-Host: " + host + "\r\nForwarded: host=" + host
                + "\r\nConnection: close\r\nCookie: " + known + "\r\n";
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher cookie = COOKIE.matcher(answer);
            while (cookie.find()) {
                cookies.put(cookie.group(1), cookie.group(2));
            }
            return answer;
        }
    }
}
