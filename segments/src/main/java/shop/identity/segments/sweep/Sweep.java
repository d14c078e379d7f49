package shop.identity.segments.sweep;

/**
 * One evaluation of a realm's customers that this node is at, as it was when it was claimed.
 *
 * @param segmentId the only segment that it is about; empty: all of the realm
 * @param reached   all customers up to this id are done
 * @param total     how many customers there were at the beginning; negative: not counted yet
 * @param owner     of the lease
 */
record Sweep(String realmId, String segmentId, String reached, long total, String owner) {

    boolean isOfAll() {
        return segmentId.isEmpty();
    }

    Sweep counted(long customers) {
        return new Sweep(realmId, segmentId, reached, customers, owner);
    }

    Sweep at(String id) {
        return new Sweep(realmId, segmentId, id, total, owner);
    }
}
