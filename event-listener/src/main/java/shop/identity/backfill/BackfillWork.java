package shop.identity.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import shop.identity.customer.CustomerRealm;

/** How one kind of backfill goes on, in the caller's transactions. */
interface BackfillWork {

    /**
     * @param reached all before it was looked at
     * @param told    how many were told; none when there were none, or others were in the way
     * @param last    whether nothing is left
     */
    record Slice(String reached, int told, boolean last) {

        /** Others are in the way of the very next one. */
        boolean isStuck(Backfill before) {
            return told == 0 && !last && reached.equals(before.reached() == null ? "" : before.reached());
        }
    }

    /** @return how many there are to tell; takes seconds when there are millions */
    long count(Connection connection, Backfill backfill, CustomerRealm realm) throws SQLException;

    /** Tells the next few. */
    Slice next(Connection connection, Backfill backfill, CustomerRealm realm) throws SQLException;
}
