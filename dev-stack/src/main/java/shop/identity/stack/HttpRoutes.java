package shop.identity.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which request is answered by what. */
final class HttpRoutes {

    /** Answers a request, or throws a {@link Refusal}. */
    @FunctionalInterface
    interface Handler {
        Answer answer(Call call);
    }

    private record Route(String method, List<String> path, Handler handler) {

        /** What stands for the variables, if the path is this route's. */
        Optional<Map<String, String>> match(List<String> segments) {
            if (segments.size() != path.size()) {
                return Optional.empty();
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String wanted = path.get(i);
                if (wanted.startsWith("{")) {
                    variables.put(wanted.substring(1, wanted.length() - 1), segments.get(i));
                } else if (!wanted.equals(segments.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(variables);
        }
    }

    private final List<Route> routes = new ArrayList<>();

    /**
     * @param path such as {@code /customers/{id}/orders}
     */
    HttpRoutes on(String method, String path, Handler handler) {
        routes.add(new Route(method, segments(path), handler));
        return this;
    }

    Answer answer(Call call) {
        boolean pathKnown = false;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(segments(call.path()));
            if (variables.isPresent()) {
                pathKnown = true;
                if (route.method().equals(call.method())) {
                    return route.handler()
                            .answer(new Call(call.method(), call.path(), variables.get(), call.headers(), call.body()));
                }
            }
        }
        throw pathKnown ? Refusal.methodNotAllowed(call.method(), call.path()) : Refusal.notFound(call.path());
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
