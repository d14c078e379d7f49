package shop.identity.remote;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shop.identity.server.ServerOptions;

/**
 * Of the options of {@code --spi-realm-restapi-extension--shop-privacy--…}, those about remote services.
 *
 * @param services by their names
 * @param works    whether this node tells them
 * @param connect  how long a connection may take
 * @param read     how long each part of the answer may take
 */
public record RemoteOptions(Map<String, RemoteService> services, boolean works, Duration connect, Duration read) {

    private static final String SERVICES = "services";
    private static final String URL = "-url";
    private static final String TOKEN = "-token";
    private static final String CALL = "-call";
    private static final String DATA = "-data";
    private static final String WORKER = "remote-worker";
    private static final String CONNECT = "remote-connect-timeout-millis";
    private static final String READ = "remote-read-timeout-millis";
    private static final String USUAL_CALL = "POST /customers/{id}/anonymise";
    private static final int TWO_SECONDS = 2000;
    private static final int TEN_SECONDS = 10_000;

    /** Part of the stored data. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int LONGEST_NAME = 64;

    public RemoteOptions {
        services = Map.copyOf(services);
    }

    /**
     * Which options there are, for whoever refuses others: a service has some of its own.
     *
     * @throws IllegalArgumentException with one sentence that names the option
     */
    public static Set<String> known(ServerOptions options) {
        Set<String> known = new HashSet<>(Set.of(SERVICES, WORKER, CONNECT, READ));
        names(options).forEach(name -> known.addAll(Set.of(name + URL, name + TOKEN, name + CALL, name + DATA)));
        return known;
    }

    /**
     * @param isServer whether this process may work at all
     * @throws IllegalArgumentException with one sentence that names the option, and never has an address or a token in it
     */
    public static RemoteOptions from(ServerOptions options, boolean isServer) {
        Map<String, RemoteService> services = new LinkedHashMap<>();
        for (String name : names(options)) {
            services.put(
                    name,
                    new RemoteService(
                            name,
                            address(name + URL, options.text(name + URL)),
                            token(name + TOKEN, options.text(name + TOKEN)),
                            call(name + CALL, options.text(name + CALL, USUAL_CALL)),
                            data(name + DATA, options.text(name + DATA, ""))));
        }
        return new RemoteOptions(
                services,
                options.isOn(WORKER, true) && isServer,
                options.millis(CONNECT, TWO_SECONDS),
                options.millis(READ, TEN_SECONDS));
    }

    /** @return empty: there is none of that name, or none any more */
    public Optional<RemoteService> service(String name) {
        return Optional.ofNullable(services.get(name));
    }

    private static Set<String> names(ServerOptions options) {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(options.text(SERVICES, "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> {
                    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
                        throw new IllegalArgumentException("option " + SERVICES + ": '" + name
                                + "' is no name of small letters, digits and single dashes");
                    }
                    if (!names.add(name)) {
                        throw new IllegalArgumentException("option " + SERVICES + ": '" + name + "' is there twice");
                    }
                });
        return names;
    }

    private static URI address(String option, String value) {
        if (value == null) {
            throw new IllegalArgumentException("option " + option + " is needed: the service is named in " + SERVICES);
        }
        try {
            String text = value.strip();
            URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (Set.of("http", "https").contains(address.getScheme())
                    && address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (IllegalArgumentException | NullPointerException noAddress) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "option " + option + ": the value is no http or https address without a query");
    }

    private static String token(String option, String value) {
        if (value != null && !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "option " + option + ": the value has a character that cannot be in a header");
        }
        return value;
    }

    private static ServiceCall call(String option, String value) {
        try {
            return ServiceCall.of(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option " + option + ": the value is not like " + USUAL_CALL
                    + ", with POST, PUT or DELETE and {id}");
        }
    }

    private static List<ServicePath> data(String option, String value) {
        try {
            return Stream.of(value.split(","))
                    .map(String::strip)
                    .filter(path -> !path.isEmpty())
                    .map(ServicePath::new)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "option " + option + ": the value is no list of paths like /customers/{id}/orders");
        }
    }
}
