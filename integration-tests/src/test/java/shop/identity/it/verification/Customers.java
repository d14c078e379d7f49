package shop.identity.it.verification;

import java.util.List;
import java.util.UUID;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ReceivedMail;
import shop.identity.it.ground.ShippedRealm;

/** Customers who have registered, and have a mail to verify their address. */
record Customers(Ground ground, ShippedRealm realm) {

    record Waiting(String address, ReceivedMail mail) {}

    Waiting register() throws Exception {
        String address = "v-" + UUID.randomUUID() + "@example.com";
        realm.walk().register(address);
        return new Waiting(address, realm.mailTo(address));
    }

    boolean isVerified(String address) {
        return one("SELECT EMAIL_VERIFIED FROM USER_ENTITY WHERE EMAIL = ?", address)
                .equals("t");
    }

    /** A column or expression over the customer's newest token. */
    String ofToken(String what, String address) {
        return one(
                "SELECT " + what + " FROM SHOP_TOKEN t JOIN USER_ENTITY u ON u.ID = t.USER_ID WHERE u.EMAIL = ?"
                        + " ORDER BY t.ID DESC LIMIT 1",
                address);
    }

    void changeTokens(String address, String change) {
        ground.execute("UPDATE SHOP_TOKEN SET " + change + " WHERE USER_ID = '"
                + ground.customerId(address).orElseThrow() + "'");
    }

    /** As if the cool-down were over. */
    void forgetAttempts() {
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE REALM_ID = '"
                + realm.resource().toRepresentation().getId() + "'");
    }

    private String one(String sql, String address) {
        List<String> rows = ground.query(sql, address);
        return rows.get(0);
    }
}
