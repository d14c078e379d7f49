package shop.identity.segments.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A statement in the making: its text, and what is bound to it, in the order of the text. Whatever comes from outside is bound;
 * text is only what the code says.
 */
public final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> bound = new ArrayList<>();

    public static Sql of(String text) {
        return new Sql().add(text);
    }

    public Sql add(String more) {
        text.append(more);
        return this;
    }

    /** With a question mark for each of the values. */
    public Sql add(String more, Object... values) {
        for (Object value : values) {
            bound.add(value instanceof Collection<?> list ? list.toArray(String[]::new) : value);
        }
        return add(more);
    }

    public Sql add(Sql other) {
        text.append(other.text);
        bound.addAll(other.bound);
        return this;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    public PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            for (int i = 0; i < bound.size(); i++) {
                bind(connection, statement, i + 1, bound.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof String[] list) {
            statement.setArray(index, connection.createArrayOf("text", list));
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else {
            statement.setString(index, (String) value);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
