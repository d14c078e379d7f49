package shop.identity.wishlist;

import shop.identity.problem.RequestFields;
import shop.identity.text.TextFields;

/**
 * How many of an article, and why.
 *
 * @param note null when there is none
 */
record Wish(int quantity, String note) {

    private static final int MOST = 999;
    private static final int LONGEST_NOTE = 500;

    /** @throws shop.identity.problem.Refusal naming each field that is wrong */
    static Wish read(byte[] body) {
        RequestFields fields = RequestFields.ofBody(body);
        int quantity = fields.number("quantity", 1, MOST).orElse(1);
        String note = new TextFields(fields).line("note", LONGEST_NOTE).orElse(null);
        fields.refuseOthers();
        return new Wish(quantity, note);
    }
}
