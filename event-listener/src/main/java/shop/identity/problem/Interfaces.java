package shop.identity.problem;

import java.util.regex.Pattern;

/** The pack's REST interfaces, by their paths. Its pages are none of them. */
public final class Interfaces {

    private static final String CUSTOMERS = "realms/[^/]+/(?:shop-customer|shop-logins|shop-privacy)";

    private static final Pattern PATHS =
            Pattern.compile("/?(?:admin/realms/[^/]+/shop-[a-z-]+|" + CUSTOMERS + ")(?:/.*)?", Pattern.DOTALL);

    private static final Pattern PATHS_OF_CUSTOMERS = Pattern.compile("/?" + CUSTOMERS + "(?:/.*)?", Pattern.DOTALL);

    private Interfaces() {}

    static boolean include(String path) {
        return PATHS.matcher(path).matches();
    }

    /** @return whether it is of one that customers call, staff's being others */
    public static boolean areCustomers(String path) {
        return PATHS_OF_CUSTOMERS.matcher(path).matches();
    }
}
