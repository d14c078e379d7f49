package shop.identity.segments.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import shop.identity.segments.rule.Rule;
import shop.identity.segments.rule.RuleException;
import shop.identity.segments.rule.RuleParser;

/** Reads the rules of a realm's segments. */
public final class RuleBook {

    private static final Logger LOG = Logger.getLogger(RuleBook.class);

    private static final String TODAY = "SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date";

    /** More than a node ever has in use: texts of rules are at most so many, and old ones are not kept for ever. */
    private static final int MOST_KEPT = 2000;

    private final SegmentTable table;
    private final Supplier<RuleParser> parser;

    /** By its text. Each customer who changes is judged by all of them: reading them each time would cost more than judging. */
    private final Map<String, Rule> read = new ConcurrentHashMap<>();

    /** @param parser asked for once the server is up: which fields there are depends on what is installed */
    public RuleBook(SegmentTable table, Supplier<RuleParser> parser) {
        this.table = table;
        this.parser = parser;
    }

    public Rule parse(String rule) throws RuleException {
        return parser.get().parse(rule);
    }

    private Rule known(String text) throws RuleException {
        Rule rule = read.get(text);
        if (rule == null) {
            rule = parse(text);
            if (read.size() >= MOST_KEPT) {
                read.clear();
            }
            read.put(text, rule);
        }
        return rule;
    }

    /** @param onlyId of one segment; empty: all of the realm */
    public RulesInForce inForce(Connection connection, String realmId, String onlyId) throws SQLException {
        List<JudgedSegment> readable = new ArrayList<>();
        int unreadable = 0;
        for (Segment segment : table.judged(connection, realmId)) {
            if (!onlyId.isEmpty() && !onlyId.equals(segment.id())) {
                continue;
            }
            try {
                readable.add(new JudgedSegment(segment, segment.rule() == null ? null : known(segment.rule())));
            } catch (RuleException e) {
                // It was a rule once. What it asked for may have come from a module that is not installed any more.
                unreadable++;
                LOG.debugf("The rule of segment %s cannot be read: %s", segment.id(), e.sentence());
            }
        }
        return new RulesInForce(readable, unreadable, readable.isEmpty() ? LocalDate.EPOCH : today(connection));
    }

    public LocalDate today(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TODAY);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, LocalDate.class);
        }
    }
}
