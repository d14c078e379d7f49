package shop.identity.customer;

import java.util.Locale;

/** How a change came in. */
public enum Channel {
    /** The registration page. */
    REGISTRATION_FORM,
    /** The login page itself, its reset, and the links in mails. */
    LOGIN_FORM,
    /** A step that login demands, deleting one's own account among them. */
    REQUIRED_ACTION,
    /** The Account Console and the account REST interface behind it. */
    ACCOUNT_API,
    /** Login by an identity provider. */
    BROKER,
    /** The token endpoint: direct grant, token exchange. */
    TOKEN_ENDPOINT,
    /** The admin console and the admin REST interface behind it. */
    ADMIN_API,
    /** The SCIM interface. */
    SCIM,
    /** A full or partial realm import, also one at server start. */
    IMPORT,
    /** A directory whose users Keycloak takes in: by a sync, or when it looks somebody up. */
    FEDERATION,
    /** Another endpoint of the realm. */
    REALM_API,
    /** No request at all: a scheduled task. */
    TASK,
    /** A backfill that staff asked for. */
    BACKFILL;

    /** The value of the header {@code ce_channel}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
