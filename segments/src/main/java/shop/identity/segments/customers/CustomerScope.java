package shop.identity.segments.customers;

import java.util.Collection;
import shop.identity.segments.sql.Sql;

/** Which customers of a realm. */
public sealed interface CustomerScope {

    /** A condition on Keycloak's row {@code u}. */
    Sql condition();

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
            Sql condition = new Sql().add("u.ID > ?", after);
            return upTo == null ? condition : condition.add(" AND u.ID <= ?", upTo);
        }
    }
}
