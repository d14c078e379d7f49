package shop.identity.traces;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * By which texts a JSON document of Keycloak's events is found to be about a customer: the id and the addresses wherever they
 * stand, a name only where Keycloak says whose it is. A customer who calls the account {@code true} has no part in what others
 * did. All in lower case.
 */
final class Words {

    private static final List<String> NAMED_BY = List.of(
            "username",
            "auth_username",
            "identity_provider_identity",
            "identity_provider_user_id",
            "userid",
            "preferred_username");

    private Words() {}

    static String[] of(KnownAs customer) {
        Set<String> words = new LinkedHashSet<>();
        words.add(customer.userId().toLowerCase(Locale.ROOT));
        customer.addresses().stream().map(Words::inJson).forEach(words::add);
        customer.names().stream()
                .filter(name -> !customer.addresses().contains(name))
                .forEach(name -> NAMED_BY.forEach(key -> words.add("\"" + key + "\":\"" + inJson(name) + "\"")));
        return words.toArray(String[]::new);
    }

    private static String inJson(String text) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
