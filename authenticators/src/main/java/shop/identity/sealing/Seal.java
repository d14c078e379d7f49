package shop.identity.sealing;

import java.security.MessageDigest;
import java.util.Optional;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderFactory;

/**
 * Encrypts what must not be readable in the database, and makes codes that nobody else can make.
 *
 * <p>With the key that an administrator gave, or else with one derived from the realm's own secret key (HS512). What was
 * made with a key that was followed by another stays good while the old one is there: among those given, or enabled in the
 * realm.
 *
 * <p>Belongs to the session, and is used on its thread.
 */
public final class Seal {

    private static final String OF_REALM = "realm:";

    private final KeycloakSession session;
    private final GivenKeys given;

    private Seal(KeycloakSession session, GivenKeys given) {
        this.session = session;
        this.given = given;
    }

    public static Seal of(KeycloakSession session) {
        ProviderFactory<?> mail =
                session.getKeycloakSessionFactory().getProviderFactory(EmailSenderProvider.class, "shop-mail");
        return new Seal(session, mail instanceof GivenKeys.Holder holder ? holder.givenKeys() : GivenKeys.none());
    }

    /**
     * @param purpose what the bytes are for, by a word of the caller's own: another purpose has another key
     * @param context what the bytes belong to, such as an id: they open with the same context, in the same realm, only
     */
    public Sealed seal(RealmModel realm, String purpose, byte[] plain, String context) {
        SealingKey key = current(realm);
        return new Sealed(key.id(), key.seal(purpose, plain, within(realm, context)));
    }

    /** @throws SealException when the key is gone, or anything is not as it was */
    public byte[] open(RealmModel realm, String purpose, Sealed sealed, String context) {
        return find(realm, sealed.keyId())
                .orElseThrow(() -> new SealException("key " + sealed.keyId() + " is gone"))
                .open(purpose, sealed.bytes(), within(realm, context));
    }

    private static String within(RealmModel realm, String context) {
        return context + "\n" + realm.getId();
    }

    /**
     * A code for bytes that must not be guessed back from it, however few they are: a one-time password in the database,
     * say. The same bytes have the same code in the same realm while the key is the same.
     */
    public Sealed mac(RealmModel realm, String purpose, byte[] bytes) {
        SealingKey key = current(realm);
        return new Sealed(key.id(), key.mac(within(realm, purpose), bytes));
    }

    /**
     * Whether the code is the one for these bytes, made with the key that it names. Takes the same time either way.
     *
     * @return false also when the key is gone
     */
    public boolean isMacOf(RealmModel realm, String purpose, Sealed mac, byte[] bytes) {
        return find(realm, mac.keyId())
                .map(key -> key.mac(within(realm, purpose), bytes))
                .filter(code -> MessageDigest.isEqual(code, mac.bytes()))
                .isPresent();
    }

    private SealingKey current(RealmModel realm) {
        return given.first().orElseGet(() -> ofRealm(session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512)));
    }

    private Optional<SealingKey> find(RealmModel realm, String id) {
        if (!id.startsWith(OF_REALM)) {
            return given.named(id);
        }
        return Optional.ofNullable(
                        session.keys().getKey(realm, id.substring(OF_REALM.length()), KeyUse.SIG, Algorithm.HS512))
                .map(Seal::ofRealm);
    }

    private static SealingKey ofRealm(KeyWrapper key) {
        return new SealingKey(OF_REALM + key.getKid(), key.getSecretKey().getEncoded());
    }
}
