package shop.identity.bench.login;

/** How customers log in. */
enum Way {
    /** One request: the password for tokens. */
    GRANT,
    /** Three: the page, its form, the code for tokens. */
    FORM;

    LoginClient client(String realmUrl) {
        return this == GRANT ? new GrantClient(realmUrl) : new FormClient(realmUrl);
    }

    String said() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
