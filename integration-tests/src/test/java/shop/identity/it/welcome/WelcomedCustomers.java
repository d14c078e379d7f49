package shop.identity.it.welcome;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;
import shop.identity.stack.CaughtMail;

/** Customers of one realm, and what is known of their welcome. */
record WelcomedCustomers(Ground ground, ShippedRealm realm) {

    static final String DAY_0 = "Welcome! Your account is ready";
    static final String DAY_3 = "Your next order takes only a moment";
    static final String DAY_7 = "Your account, your choice";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Customer(String id, String address) {}

    /** One who has registered and waits for the verification. */
    record Newcomer(Customer customer, Walk walk, Walk.Page waiting) {}

    Newcomer register(boolean consents, String language) throws IOException, InterruptedException {
        String address = "welcome-" + UUID.randomUUID() + "@example.com";
        Map<String, String> details = Walk.details(address);
        if (consents) {
            details.put("marketingConsent", "on");
        }
        Walk walk = realm.walk();
        Walk.Page form = walk.open(walk.login().link("login-actions/registration") + "&kc_locale=" + language);
        Walk.Page waiting = walk.submit(form.form("kc-register-form"), details);
        return new Newcomer(new Customer(ground.customerId(address).orElseThrow(), address), walk, waiting);
    }

    Customer verified(boolean consents, String language) throws IOException, InterruptedException {
        Newcomer newcomer = register(consents, language);
        Customer customer = newcomer.customer();
        String code = realm.mailTo(customer.address()).code();
        Walk.Page done = newcomer.walk().submit(newcomer.waiting().form("shop-verify-form"), Map.of("code", code));
        if (!done.isLoggedIn()) {
            throw new AssertionError("not verified, status " + done.status());
        }
        return customer;
    }

    /** One whose welcome has arrived. */
    Customer welcomed(boolean consents) throws IOException, InterruptedException {
        Customer customer = verified(consents, "en");
        awaitSubjects(customer.address(), List.of(DAY_0));
        return customer;
    }

    /** Of the mails to this address, without those that verify it: the oldest first. */
    List<String> subjects(String address) {
        List<String> newestFirst =
                mails(address).stream().map(CaughtMail::subject).toList();
        return java.util.stream.IntStream.range(0, newestFirst.size())
                .mapToObj(i -> newestFirst.get(newestFirst.size() - 1 - i))
                .toList();
    }

    List<CaughtMail> mails(String address) {
        return ground.mail().messagesTo(address).stream()
                .filter(mail -> !mail.text().contains("/shop-link/"))
                .toList();
    }

    void awaitSubjects(String address, List<String> subjects) {
        Awaitility.await("welcome mails").atMost(PATIENCE).until(() -> subjects(address), subjects::equals);
    }

    /** As if the day had come. */
    void makeDue(Customer customer) {
        ground.execute("UPDATE SHOP_WELCOME SET DUE_AT = clock_timestamp() - interval '1 second' WHERE USER_ID = '"
                + customer.id() + "'");
    }

    /** The day of the next mail and how many days after the verification it is due; "" when nothing more comes. */
    List<String> next(Customer customer) {
        return ground.query("""
                SELECT concat_ws(' ', NEXT_DAY, extract(epoch FROM DUE_AT - VERIFIED_AT)::int / 86400)
                  FROM SHOP_WELCOME WHERE USER_ID = ?
                """, customer.id());
    }

    void awaitNext(Customer customer, String next) {
        Awaitility.await("next of the series").atMost(PATIENCE).until(() -> next(customer), List.of(next)::equals);
    }
}
