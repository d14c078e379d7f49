package shop.identity.problem;

import java.util.regex.Pattern;

/** The pack's REST interfaces, by their paths. Its pages are none of them. */
final class Interfaces {

    private static final Pattern PATHS = Pattern.compile(
            "/?(?:admin/realms/[^/]+/shop-[a-z-]+|realms/[^/]+/(?:shop-customer|shop-logins|shop-privacy))(?:/.*)?",
            Pattern.DOTALL);

    private Interfaces() {}

    static boolean include(String path) {
        return PATHS.matcher(path).matches();
    }
}
