package shop.identity.themes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.KeycloakSanitizerMethod;
import org.keycloak.theme.PropertiesUtil;
import org.keycloak.theme.Theme;
import org.keycloak.theme.freemarker.DefaultFreeMarkerProvider;

/**
 * A theme as the server puts it together: its own files first, then its parents', then what the providers' JARs bring
 * for any theme; messages the other way round.
 */
final class Layers implements Theme {

    private static final String PACK = "theme-resources";

    private final Type type;
    private final List<String> folders;
    private final DefaultFreeMarkerProvider engine =
            new DefaultFreeMarkerProvider(new ConcurrentHashMap<>(), new KeycloakSanitizerMethod());

    private Layers(Type type, String... themes) {
        this.type = type;
        this.folders = List.of(themes).stream()
                .map(theme -> "theme/" + theme + "/" + type.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static Layers shopPages() {
        return new Layers(Type.LOGIN, "shop", "keycloak.v2", "base");
    }

    static Layers plainPages() {
        return new Layers(Type.LOGIN, "keycloak.v2", "base");
    }

    static Layers shopMails() {
        return new Layers(Type.EMAIL, "shop", "base");
    }

    static Layers plainMails() {
        return new Layers(Type.EMAIL, "base");
    }

    /** Fills in a template, with the server's own engine. */
    String fill(String template, Map<String, Object> data) throws FreeMarkerException {
        return engine.processTemplate(data, template, this);
    }

    boolean isShop() {
        return folders.get(0).startsWith("theme/shop/");
    }

    @Override
    public URL getTemplate(String name) {
        URL pack = resource(PACK + "/templates/" + name);
        return folders.stream()
                .map(folder -> resource(folder + "/" + name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(pack);
    }

    @Override
    public Properties getMessages(String bundle, Locale locale) {
        Properties messages = new Properties();
        String file = "/messages/" + bundle + "_" + locale + ".properties";
        read(messages, PACK + file);
        for (int i = folders.size() - 1; i >= 0; i--) {
            read(messages, folders.get(i) + file);
        }
        return messages;
    }

    @Override
    public Properties getProperties() {
        Properties properties = new Properties();
        for (int i = folders.size() - 1; i >= 0; i--) {
            read(properties, folders.get(i) + "/theme.properties");
        }
        return properties;
    }

    /** Reads as the server does: UTF-8, of each JAR that has the file. One that is not there is no messages. */
    static void read(Properties properties, String file) {
        try {
            for (URL url : Collections.list(Layers.class.getClassLoader().getResources(file))) {
                try (InputStream stream = url.openStream()) {
                    PropertiesUtil.readCharsetAware(properties, stream);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String file) throws IOException {
        try (InputStream stream = resource(file).openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static URL resource(String path) {
        return Layers.class.getClassLoader().getResource(path);
    }

    @Override
    public Properties getMessages(Locale locale) {
        return getMessages("messages", locale);
    }

    @Override
    public Properties getEnhancedMessages(RealmModel realm, Locale locale) {
        return getMessages(locale);
    }

    @Override
    public String getName() {
        return String.join("+", folders);
    }

    @Override
    public String getParentName() {
        return null;
    }

    @Override
    public String getImportName() {
        return null;
    }

    @Override
    public Type getType() {
        return type;
    }

    @Override
    public InputStream getResourceAsStream(String path) {
        throw new UnsupportedOperationException();
    }
}
