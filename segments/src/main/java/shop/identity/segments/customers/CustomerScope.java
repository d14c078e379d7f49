package shop.identity.segments.customers;

import java.util.Collection;
import shop.identity.segments.sql.Sql;

/** Which customers of a realm. */
public sealed interface CustomerScope {

    /** A condition on Keycloak's row {@code u}. */
    Sql condition();

    /**
     * What follows from it for rows that are joined to those customers: it changes nothing but how many rows are read and thrown
     * away.
     *
     * @param userId their column with the customer's id
     * @return begins with {@code AND}, or is empty
     */
    default Sql hint(String userId) {
        return new Sql();
    }

    record All() implements CustomerScope {

        @Override
        public Sql condition() {
            return Sql.of("TRUE");
        }
    }

    record These(Collection<String> ids) implements CustomerScope {

        @Override
        public Sql condition() {
            return new Sql().add("u.ID = ANY(?::text[])", ids);
        }
    }

    /**
     * Ids as the database sorts them.
     *
     * @param after exclusive
     * @param upTo  inclusive; null: to the last
     */
    record Range(String after, String upTo) implements CustomerScope {

        @Override
        public Sql condition() {
            return within("u.ID");
        }

        @Override
        public Sql hint(String userId) {
            return Sql.of(" AND ").add(within(userId));
        }

        private Sql within(String id) {
            Sql condition = new Sql().add(id + " > ?", after);
            return upTo == null ? condition : condition.add(" AND " + id + " <= ?", upTo);
        }
    }
}
