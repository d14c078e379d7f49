package shop.identity.history;

import java.time.Instant;

/** A customer's last one, known however long ago it was. */
record LastLogin(Instant at, String network) {}
