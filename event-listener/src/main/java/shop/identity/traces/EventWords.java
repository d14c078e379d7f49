package shop.identity.traces;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What stands in Keycloak's tables of events, as indices of the pack's have it: the words of a row, whatever is between them. To
 * ask whether a row has all words of a text costs next to nothing, but says not yet that it has the text: whoever asks looks at
 * the text of what is found.
 *
 * <p>A text that another letter or digit touches is a part of a longer word, and not found: {@code joanna@example.com} is
 * somebody else than {@code anna@example.com}.
 */
public final class EventWords {

    /** Of {@code ADMIN_EVENT_ENTITY}, who did it included. To the letter as in the index, or PostgreSQL reads the whole table. */
    public static final String OF_ADMIN_EVENT = "SHOP_WORDS(AUTH_USER_ID, RESOURCE_PATH, REPRESENTATION, DETAILS_JSON)";

    /** Of {@code EVENT_ENTITY}, where the index has those without a user alone. */
    public static final String OF_USER_EVENT = "SHOP_WORDS(DETAILS_JSON_LONG_VALUE, DETAILS_JSON)";

    private static final String AS_THEY_ARE = "SET LOCAL jit = off";

    private EventWords() {}

    /**
     * Statements that look for several texts at once are run as they are, until the end of the transaction. Which texts they will be
     * PostgreSQL does not know when it makes its plan; in a large table it expects thousands of rows, and would take longer to
     * translate the statement into machine code than to find the few that there are.
     */
    static void expectFew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(AS_THEY_ARE);
        }
    }
}
