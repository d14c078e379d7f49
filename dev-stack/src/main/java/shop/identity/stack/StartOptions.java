package shop.identity.stack;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What {@code ./start} was asked for.
 *
 * @param nodes Keycloak nodes, 1 or 2
 * @param reset forget the data first
 */
record StartOptions(Action action, int nodes, boolean reset) {

    enum Action {
        RUN,
        DETACH,
        STOP,
        HELP
    }

    static final String HELP = """
            Usage: ./start [--nodes 1|2] [--reset] [--detach]
                   ./start --stop | --help

            Starts Keycloak with the pack and the realm "shop", PostgreSQL, Kafka, a mail catcher and stand-ins for
            the order and the payment service, all on this machine, and stops them on Ctrl-C.

              --nodes 2   a cluster of two Keycloak nodes
              --reset     forget the data of earlier runs first
              --detach    return when everything is ready and leave it running
              --stop      stop what runs in this folder
              --help      this text

            Ports are set by the environment (defaults in brackets):
              SHOP_KC_PORT [8080], SHOP_KC_MANAGEMENT_PORT [9000] (the second node takes the next ones),
              SHOP_PG_PORT [15432], SHOP_KAFKA_PORT [19092], SHOP_SMTP_PORT [13025], SHOP_MAIL_UI_PORT [18025],
              SHOP_ORDER_PORT [18081], SHOP_PAYMENT_PORT [18082].
            Data and logs are under .stack/.
            """;

    static StartOptions parse(String... arguments) {
        List<String> given = Arrays.asList(arguments);
        if (given.contains("--help") || given.contains("-h")) {
            return new StartOptions(Action.HELP, 1, false);
        }
        Action action = Action.RUN;
        int nodes = 1;
        boolean reset = false;
        Iterator<String> rest = given.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--nodes" -> nodes = nodes(rest.hasNext() ? rest.next() : "");
                case "--nodes=1", "--nodes=2" -> nodes = nodes(argument.substring("--nodes=".length()));
                case "--reset" -> reset = true;
                case "--detach" -> action = Action.DETACH;
                case "--stop" -> action = Action.STOP;
                default -> throw new StackException("Unknown option \"" + argument + "\": see ./start --help.");
            }
        }
        if (action == Action.STOP && given.size() > 1) {
            throw new StackException("--stop goes with no other option.");
        }
        return new StartOptions(action, nodes, reset);
    }

    private static int nodes(String value) {
        return switch (value) {
            case "1" -> 1;
            case "2" -> 2;
            default -> throw new StackException("--nodes takes 1 or 2, not \"" + value + "\".");
        };
    }
}
