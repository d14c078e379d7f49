package shop.identity.traces;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;
import shop.identity.server.KeycloakTransactions;

/**
 * What a customer is known as, as long as Keycloak's record still says so: whoever looks for traces has to ask before the
 * record is made anonymous.
 *
 * @param addresses e-mail and telephone: nobody else's, wherever they stand
 * @param names     what the customer, or an identity provider, calls the account: may be a word that stands anywhere
 */
public record KnownAs(String userId, Set<String> addresses, Set<String> names) {

    /** The attribute with the telephone number. */
    private static final String PHONE = "phoneNumber";

    private static final String READ = """
            SELECT TRUE, EMAIL FROM USER_ENTITY WHERE ID = ? AND REALM_ID = ?
            UNION SELECT FALSE, USERNAME FROM USER_ENTITY WHERE ID = ? AND REALM_ID = ?
            UNION SELECT TRUE, a.VALUE FROM USER_ATTRIBUTE a JOIN USER_ENTITY u ON u.ID = a.USER_ID
                   WHERE u.ID = ? AND u.REALM_ID = ? AND a.NAME = 'phoneNumber'
            UNION SELECT FALSE, FEDERATED_USER_ID FROM FEDERATED_IDENTITY WHERE USER_ID = ? AND REALM_ID = ?
            UNION SELECT FALSE, FEDERATED_USERNAME FROM FEDERATED_IDENTITY WHERE USER_ID = ? AND REALM_ID = ?
            UNION SELECT FALSE, BROKER_USER_ID FROM BROKER_LINK WHERE USER_ID = ? AND REALM_ID = ?
            UNION SELECT FALSE, BROKER_USERNAME FROM BROKER_LINK WHERE USER_ID = ? AND REALM_ID = ?
            """;

    private static final int PLACES = 7;

    public KnownAs {
        addresses = kept(addresses.stream());
        names = kept(Stream.concat(names.stream(), addresses.stream()));
    }

    private static Set<String> kept(Stream<String> words) {
        Set<String> kept = new LinkedHashSet<>();
        words.filter(Objects::nonNull)
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .forEach(kept::add);
        return Set.copyOf(kept);
    }

    /** Also of one whom a user store keeps to itself. */
    public static KnownAs of(KeycloakSession session, RealmModel realm, String userId) {
        return StorageId.isLocalStorage(userId)
                ? KeycloakTransactions.within(session, connection -> read(connection, realm.getId(), userId))
                : ofStore(userId, session.users().getUserById(realm, userId));
    }

    private static KnownAs ofStore(String userId, UserModel user) {
        if (user == null) {
            return new KnownAs(userId, Set.of(), Set.of());
        }
        Collection<String> addresses = new LinkedHashSet<>(
                user.getAttributeStream(PHONE).filter(Objects::nonNull).toList());
        addresses.add(user.getEmail());
        Set<String> names = new LinkedHashSet<>();
        names.add(user.getUsername());
        return new KnownAs(userId, new LinkedHashSet<>(addresses), names);
    }

    static KnownAs read(Connection connection, String realmId, String userId) throws SQLException {
        Set<String> addresses = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            for (int place = 0; place < PLACES; place++) {
                select.setString(2 * place + 1, userId);
                select.setString(2 * place + 2, realmId);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    (row.getBoolean(1) ? addresses : names).add(row.getString(2));
                }
            }
        }
        return new KnownAs(userId, addresses, names);
    }

    /** Nobody's log needs any of it. */
    @Override
    public String toString() {
        return "KnownAs[]";
    }
}
