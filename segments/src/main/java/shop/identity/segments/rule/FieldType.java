package shop.identity.segments.rule;

/** What can be asked of a field. */
public enum FieldType {
    /** One text or several, of which one will do. */
    TEXT,
    NUMBER,
    /** A point in time, of which rules see the day, in UTC. */
    TIME,
    /** What is not known is no. */
    FLAG,
    /** Only whether there is anything: what it says is nobody's business. */
    PRESENCE,
    /** Where the customer stands. */
    STATUS
}
