package shop.identity.capture;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import shop.identity.customer.Actor;
import shop.identity.customer.Channel;
import shop.identity.customer.Origin;

/** Reads who and how from the request that a session serves. The path tells: it is known on every way in. */
public final class RequestOrigin {

    /** W3C Trace Context, version 00; a header that is not one is ignored, as the standard asks. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final Set<Channel> OF_STAFF =
            EnumSet.of(Channel.ADMIN_API, Channel.SCIM, Channel.IMPORT, Channel.FEDERATION);

    private final DirectorySync sync = new DirectorySync();

    /**
     * @param session    the session at work; null when there is none
     * @param outsideOne what it is when no request is being served, nor a directory's sync
     */
    public Origin of(KeycloakSession session, Channel outsideOne) {
        HttpRequest request = requestOf(session);
        if (request == null) {
            return Origin.system(sync.isUnderWay() ? Channel.FEDERATION : outsideOne);
        }
        Channel channel = channelOf(request.getUri().getPath(), request.getHttpMethod());
        if (isAfterthought(request)) {
            return Origin.system(channel);
        }
        return new Origin(OF_STAFF.contains(channel) ? Actor.ADMIN : Actor.SELF, channel, traceparentOf(request));
    }

    /**
     * Keycloak's brute force protector acts on its own, after the answer, with a stand-in for the request that has a URI
     * and neither method nor headers. Whoever guessed passwords there need not be the customer.
     */
    private static boolean isAfterthought(HttpRequest request) {
        return request.getHttpHeaders() == null;
    }

    private static HttpRequest requestOf(KeycloakSession session) {
        try {
            HttpRequest request = session == null ? null : session.getContext().getHttpRequest();
            // A task that runs on a request's thread after the request has no URI any more.
            return request == null || request.getUri() == null ? null : request;
        } catch (RuntimeException noRequestActive) {
            return null;
        }
    }

    static Channel channelOf(String path, String method) {
        String[] segments = segmentsFromRoot(path);
        String root = segment(segments, 0);
        if (root.equals("admin")) {
            return adminChannel(segments, method);
        }
        return switch (segment(segments, 2)) {
            case "account" -> Channel.ACCOUNT_API;
            case "broker" -> Channel.BROKER;
            case "protocol" -> segment(segments, 4).equals("token") ? Channel.TOKEN_ENDPOINT : Channel.LOGIN_FORM;
            case "login-actions" -> loginAction(segment(segments, 3));
            // The links in the pack's mails.
            case "shop-link", "shop-keep" -> Channel.LOGIN_FORM;
            case "scim" -> Channel.SCIM;
            default -> Channel.REALM_API;
        };
    }

    private static Channel adminChannel(String[] segments, String method) {
        boolean wholeRealm = segments.length == 2 && "POST".equals(method);
        return switch (segment(segments, 3)) {
            case "partialImport" -> Channel.IMPORT;
            case "user-storage" -> segment(segments, 5).equals("sync") ? Channel.FEDERATION : Channel.ADMIN_API;
            default -> wholeRealm ? Channel.IMPORT : Channel.ADMIN_API;
        };
    }

    private static Channel loginAction(String action) {
        return switch (action) {
            case "registration" -> Channel.REGISTRATION_FORM;
            case "required-action" -> Channel.REQUIRED_ACTION;
            case "first-broker-login", "post-broker-login" -> Channel.BROKER;
            default -> Channel.LOGIN_FORM;
        };
    }

    /** {@code admin/realms/…} or {@code realms/…}, without what {@code http-relative-path} puts before it. */
    private static String[] segmentsFromRoot(String path) {
        int admin = path.indexOf("admin/realms");
        int start = admin >= 0 ? admin : Math.max(path.indexOf("realms/"), 0);
        return path.substring(start).split("/");
    }

    private static String segment(String[] segments, int index) {
        return index < segments.length ? segments[index] : "";
    }

    private static String traceparentOf(HttpRequest request) {
        String header = request.getHttpHeaders().getHeaderString("traceparent");
        return header != null && TRACEPARENT.matcher(header).matches() ? header : null;
    }
}
