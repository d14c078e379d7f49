package shop.identity.stack;

/** The demo storefront: one page where a customer logs in, registers and logs out. */
final class Storefront {

    private Storefront() {}

    /**
     * @param keycloakUrl address of the server, without a slash at the end
     */
    static HttpRoutes pages(String keycloakUrl) {
        String page = PageTemplate.load("storefront.html")
                .with("ISSUER", PageTemplate.escape(keycloakUrl + "/realms/" + Stack.REALM))
                .text();
        String script = PageTemplate.load("storefront.js").text();
        String style = PageTemplate.load("storefront.css").text();
        return new HttpRoutes()
                .on("GET", "/", call -> Answer.html(page))
                .on("GET", "/storefront.js", call -> Answer.of(200, "text/javascript; charset=utf-8", script))
                .on("GET", "/storefront.css", call -> Answer.of(200, "text/css; charset=utf-8", style));
    }
}
