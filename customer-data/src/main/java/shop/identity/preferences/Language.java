package shop.identity.preferences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.ReadOnlyException;
import shop.identity.own.FreshCustomer;
import shop.identity.problem.Refusal;

/**
 * A customer's language: Keycloak's attribute {@code locale}, which login pages, mails and the Account Console go by, and
 * change as well.
 */
record Language(KeycloakSession session, RealmModel realm, UserModel customer) {

    /** As the database has it, and not as some node's cache does. */
    private static final String READ =
            "SELECT VALUE FROM USER_ATTRIBUTE WHERE USER_ID = ? AND NAME = 'locale' ORDER BY ID";

    /** What Keycloak's ids of users begin with who live in a user store, and have no row. */
    private static final String ELSEWHERE = "f:";

    private static final int LONGEST_TAG = 35;

    /** @return null when the customer has not said */
    String read(Connection connection) throws SQLException {
        if (customer.getId().startsWith(ELSEWHERE)) {
            return customer.getFirstAttribute(UserModel.LOCALE);
        }
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, customer.getId());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /**
     * @param tag null: the realm's own
     * @throws Refusal 409: the directory that the customer comes from does not have it changed
     */
    void write(String tag) {
        FreshCustomer.read(session, customer);
        try {
            if (tag == null) {
                customer.removeAttribute(UserModel.LOCALE);
            } else {
                customer.setSingleAttribute(UserModel.LOCALE, tag);
            }
        } catch (ReadOnlyException e) {
            throw Refusal.conflict("A directory keeps the customer: the language has to be changed there.");
        }
    }

    /** In the order of the alphabet; empty where the realm has its pages in one language alone. */
    Set<String> offered() {
        return realm.isInternationalizationEnabled()
                ? realm.getSupportedLocalesStream().collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    /** Where nothing is offered, any language is one: mails by others may still go by it. */
    boolean canBe(String tag) {
        Set<String> offered = offered();
        return offered.isEmpty() ? isLanguage(tag) : offered.contains(tag);
    }

    private static boolean isLanguage(String tag) {
        try {
            return tag.length() <= LONGEST_TAG
                    && !new Locale.Builder()
                            .setLanguageTag(tag)
                            .build()
                            .getLanguage()
                            .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
