package shop.identity.bench.login;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A storefront and a browser that has never been there: page, form, code for tokens. */
final class FormClient extends LoginClient {

    private static final Pattern FORM = Pattern.compile(
            "<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"|action=\"([^\"]+)\"[^>]*id=\"kc-form-login\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final String CALLBACK = "http://localhost/callback";

    /** The pair in RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final String page;
    private final String tokens;

    FormClient(String realmUrl) {
        String protocol = realmUrl + "/protocol/openid-connect";
        page = protocol + "/auth?client_id=storefront&response_type=code&scope=openid&state=s&redirect_uri="
                + encoded(CALLBACK) + "&code_challenge_method=S256&code_challenge=" + CHALLENGE;
        tokens = protocol + "/token";
    }

    @Override
    void logIn(String email, String password, String network) throws IOException, InterruptedException {
        HttpResponse<String> shown = send(to(page, network));
        HttpRequest.Builder form = to(form(shown), network).header("Cookie", cookies(shown));
        HttpResponse<String> back = post(form, Map.of("username", email, "password", password));
        requireTokens(post(
                to(tokens, network),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "storefront",
                        "redirect_uri",
                        CALLBACK,
                        "code_verifier",
                        VERIFIER,
                        "code",
                        code(back))));
    }

    private static String form(HttpResponse<String> page) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IllegalStateException("no login form but status " + page.statusCode());
        }
        return (form.group(1) == null ? form.group(2) : form.group(1)).replace("&amp;", "&");
    }

    private static String code(HttpResponse<String> answer) {
        Matcher code = CODE.matcher(answer.headers().firstValue("location").orElse(""));
        if (!code.find()) {
            throw new IllegalStateException("no code but status " + answer.statusCode());
        }
        return code.group(1);
    }

    private static String cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
    }
}
