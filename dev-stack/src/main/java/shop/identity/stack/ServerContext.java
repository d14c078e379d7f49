package shop.identity.stack;

/** Who must know about a server process: the record that outlives the launcher, and the person watching. */
record ServerContext(RunRecord record, Progress progress) {}
