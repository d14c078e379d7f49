package shop.identity.segments.staff;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import shop.identity.problem.Refusal;
import shop.identity.segments.catalog.RuleBook;
import shop.identity.segments.catalog.RulesInForce;
import shop.identity.segments.catalog.Segment;
import shop.identity.segments.catalog.SegmentTable;
import shop.identity.segments.membership.LeaverTable;
import shop.identity.segments.sweep.SweepTable;
import shop.identity.server.KeycloakTransactions;

/** Makes, changes and removes segments: Keycloak's group and what it does not know, in one transaction. */
public final class SegmentDesk {

    static final int MOST = 200;

    /** All rules of a realm are one statement, which can have some 1,600 columns and 65,535 parameters. */
    private static final int MOST_FIELDS = 500;

    private static final int MOST_CONDITIONS = 10_000;

    private final SegmentTable table;
    private final RuleBook rules;
    private final LeaverTable leavers;
    private final SweepTable sweeps;

    public SegmentDesk(SegmentTable table, RuleBook rules, LeaverTable leavers, SweepTable sweeps) {
        this.table = table;
        this.rules = rules;
        this.leavers = leavers;
        this.sweeps = sweeps;
    }

    /** @throws Refusal 409: there is one of that name, or there are too many */
    Segment make(KeycloakSession session, RealmModel realm, SegmentFields fields) {
        GroupModel root = KeycloakTransactions.within(session, connection -> {
            table.lockRealm(connection, realm.getId());
            List<Segment> segments = table.list(connection, realm.getId());
            refuseTaken(segments, fields.name());
            if (segments.size() >= MOST) {
                throw Refusal.conflict("There are " + MOST + " segments, and that is as many as there can be.");
            }
            return table.rootId(connection, realm.getId())
                    .map(id -> session.groups().getGroupById(realm, id))
                    .orElseGet(() -> session.groups().createGroup(realm, SegmentTable.ROOT));
        });
        try {
            GroupModel group = session.groups().createGroup(realm, fields.name(), root);
            group.setDescription(fields.description());
            return save(
                    session,
                    realm,
                    new Segment(group.getId(), fields.name(), fields.description(), fields.rule(), fields.isDefault()),
                    true);
        } catch (ModelDuplicateException e) {
            throw taken();
        }
    }

    /** @param before as it is now, locked */
    Segment change(KeycloakSession session, RealmModel realm, GroupModel group, Segment before, SegmentFields fields) {
        if (!before.name().equals(fields.name())) {
            KeycloakTransactions.within(session, connection -> {
                table.lockRealm(connection, realm.getId());
                refuseTaken(table.list(connection, realm.getId()), fields.name());
                return null;
            });
            group.setName(fields.name());
        }
        if (!Objects.equals(before.description(), fields.description())) {
            group.setDescription(fields.description());
        }
        return save(
                session,
                realm,
                new Segment(before.id(), fields.name(), fields.description(), fields.rule(), fields.isDefault()),
                fields.judgesOtherwiseThan(before));
    }

    private Segment save(KeycloakSession session, RealmModel realm, Segment segment, boolean isJudgedAnew) {
        return KeycloakTransactions.durably(session, connection -> {
            table.save(connection, realm.getId(), segment.id(), segment.rule(), segment.isDefault());
            if (segment.rule() != null) {
                refuseTooMuch(rules.inForce(connection, realm.getId(), ""));
            }
            if (!segment.isDefault()) {
                leavers.removeGroups(connection, realm.getId(), List.of(segment.id()));
            }
            if (segment.isJudged() && isJudgedAnew) {
                ask(connection, realm.getId(), segment.id());
            }
            return segment;
        });
    }

    private void ask(Connection connection, String realmId, String segmentId) throws SQLException {
        sweeps.ask(connection, realmId, segmentId);
        sweeps.schedule(connection, realmId);
    }

    /** Its members leave it, and are told. */
    void remove(KeycloakSession session, RealmModel realm, GroupModel group) {
        session.groups().removeGroup(realm, group);
    }

    private static void refuseTooMuch(RulesInForce all) {
        if (all.fields().size() > MOST_FIELDS || all.conditions() > MOST_CONDITIONS) {
            throw Refusal.conflict("All rules of a realm together can have " + MOST_CONDITIONS + " conditions, about "
                    + MOST_FIELDS + " different fields; with this one they have more.");
        }
    }

    private static void refuseTaken(List<Segment> segments, String name) {
        if (segments.stream().anyMatch(segment -> segment.name().equals(name))) {
            throw taken();
        }
    }

    private static Refusal taken() {
        return Refusal.conflict("There is a segment of that name.");
    }
}
