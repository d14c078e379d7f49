package shop.identity.customer;

/**
 * Who caused a change and how it came in.
 *
 * @param traceparent the W3C trace context of the request, or null when there is none
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public record Origin(Actor actor, Channel channel, String traceparent) {

    /** The origin of what no request asked for. */
    public static Origin system(Channel channel) {
        return new Origin(Actor.SYSTEM, channel, null);
    }

    /** Of what a directory brought or took away: it is the server that noticed, unless staff had it look. */
    public Origin overFederation() {
        return channel == Channel.FEDERATION ? this : new Origin(Actor.SYSTEM, Channel.FEDERATION, traceparent);
    }
}
