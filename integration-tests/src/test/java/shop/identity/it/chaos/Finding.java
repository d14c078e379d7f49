package shop.identity.it.chaos;

/** One breach of what is guaranteed. */
record Finding(Kind kind, String what) {

    enum Kind {
        LOST,
        INVENTED,
        OUT_OF_ORDER,
        /** Delivered again, and not the same. */
        CHANGED
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
