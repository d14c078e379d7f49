package shop.identity.it.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.stack.KeycloakNode;

/**
 * What is left of a customer: in the database, in the logs of all nodes since they first started, and in what the topic was given
 * from a moment on. Words have to be such that nobody else's data has them.
 *
 * <p>Of what is sealed (mails, messages and requests that wait) nobody can say what is in it: ask for the customer's id as well.
 */
public final class Traces {

    private final Ground ground;
    private final long told;

    private Traces(Ground ground, long told) {
        this.ground = ground;
        this.told = told;
    }

    /** What the topic has been given so far was told, and stays told. */
    public static Traces from(Ground ground) {
        return new Traces(ground, ground.topic().all().count());
    }

    /** @return where which word stands; empty: nowhere */
    Set<String> of(Collection<String> words) {
        List<Sought> sought = soughtFor(words);
        Set<String> traces = new TreeSet<>(inTables(sought));
        traces.addAll(inLogs(sought));
        traces.addAll(inTopic(sought));
        return traces;
    }

    /** Of the database alone, as {@code TABLE.COLUMN: word}. */
    public Set<String> inDatabase(Collection<String> words) {
        return inTables(soughtFor(words));
    }

    private static List<Sought> soughtFor(Collection<String> words) {
        return words.stream().flatMap(word -> Sought.formsOf(word).stream()).toList();
    }

    private Set<String> inTables(List<Sought> sought) {
        try (Connection connection = ground.postgres().connect()) {
            return new TableSearch(connection).places(sought);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be searched", e);
        }
    }

    private Set<String> inLogs(List<Sought> sought) {
        Set<String> traces = new TreeSet<>();
        for (KeycloakNode node : ground.stack().keycloak().nodes()) {
            String log = text(node.log());
            sought.stream()
                    .filter(one -> one.isIn(log))
                    .forEach(one -> traces.add(node.log().getFileName() + ": " + one));
        }
        return traces;
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> inTopic(List<Sought> sought) {
        Set<String> traces = new TreeSet<>();
        ground.topic().all().skip(told).forEach(record -> {
            String text = record.key() + " " + record.headers() + " " + record.data();
            sought.stream().filter(one -> one.isIn(text)).forEach(one -> traces.add(nameOf(record) + ": " + one));
        });
        return traces;
    }

    /** A tombstone has no type. */
    private static String nameOf(CustomerRecord record) {
        return record.headers().getOrDefault("ce_type", "tombstone") + " on the topic";
    }
}
