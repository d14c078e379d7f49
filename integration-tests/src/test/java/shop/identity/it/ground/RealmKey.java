package shop.identity.it.ground;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The key of all realms that tests make. A server makes two for each realm, which takes longer than all the rest of it, and
 * what a realm's key is no test is about.
 */
public final class RealmKey {

    private static final String SHARED = make();

    private RealmKey() {}

    /** Before the realm is created. */
    public static void useIn(RealmRepresentation realm) {
        realm.setPrivateKey(SHARED);
    }

    private static String make() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
