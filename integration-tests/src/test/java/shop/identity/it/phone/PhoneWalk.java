package shop.identity.it.phone;

import java.util.Map;
import shop.identity.it.ground.Walk;

/** A customer in one browser, at the page that waits for the code. */
final class PhoneWalk {

    private final Walk walk;
    private Walk.Page page;

    private PhoneWalk(Walk walk, Walk.Page page) {
        this.walk = walk;
        this.page = page;
    }

    static PhoneWalk of(PhoneCustomer customer, Walk walk) throws Exception {
        return new PhoneWalk(walk, customer.logIn(walk));
    }

    Walk.Page page() {
        return page;
    }

    Walk.Page type(String code) throws Exception {
        return submit(Map.of("action", "verify", "code", code));
    }

    Walk.Page press(String action) throws Exception {
        return submit(Map.of("action", action));
    }

    Walk.Page change(String number) throws Exception {
        return submit(Map.of("action", "change", "phoneNumber", number));
    }

    private Walk.Page submit(Map<String, String> fields) throws Exception {
        page = walk.submit(page.form(PhoneCustomer.FORM), fields);
        return page;
    }
}
