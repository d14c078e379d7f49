package shop.identity.it.own;

import java.util.ArrayList;
import java.util.List;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.Order;
import shop.identity.stack.OrderService;

/** Customers with orders, and what is said to be missing of their details. */
final class Details {

    private Details() {}

    /** With an order that is open. */
    static Shopper ordering(OwnRealm realm, OrderService orders) throws Exception {
        Shopper who = realm.shopper();
        orders.setOrders(who.id(), List.of(new Order("o-1", Order.Status.OPEN, "Erika")));
        return who;
    }

    static List<String> incomplete(Answer answer) {
        List<String> names = new ArrayList<>();
        answer.json().get("incomplete").forEach(name -> names.add(name.asText()));
        return names;
    }
}
