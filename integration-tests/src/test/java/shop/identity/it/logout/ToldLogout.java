package shop.identity.it.logout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * A logout as an application got it.
 *
 * @param form   the body
 * @param status what was answered
 */
record ToldLogout(String path, String form, int status) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELD = "logout_token=";

    String sid() {
        return claims().path("sid").asText();
    }

    JsonNode header() {
        return part(0);
    }

    JsonNode claims() {
        return part(1);
    }

    /** @param keys what the realm publishes */
    boolean isSignedBy(JsonNode keys) throws GeneralSecurityException {
        String[] parts = parts();
        for (JsonNode key : keys.get("keys")) {
            if (key.get("kid").equals(header().get("kid"))) {
                Signature signature = Signature.getInstance("SHA256withRSA");
                signature.initVerify(KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(key.get("n")), number(key.get("e")))));
                signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
                return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
            }
        }
        return false;
    }

    private static BigInteger number(JsonNode text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text.asText()));
    }

    private JsonNode part(int number) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(parts()[number]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing but the one field is in the body. */
    private String[] parts() {
        if (!form.startsWith(FIELD)) {
            throw new IllegalStateException("no logout token");
        }
        return URLDecoder.decode(form.substring(FIELD.length()), StandardCharsets.UTF_8)
                .split("\\.");
    }
}
