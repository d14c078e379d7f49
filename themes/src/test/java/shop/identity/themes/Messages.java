package shop.identity.themes;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.theme.beans.MessageFormatterMethod;

/**
 * The {@code msg} of templates. The server's own prints the key where a message is missing; this one fails, and notes
 * what was asked for.
 */
final class Messages implements TemplateMethodModelEx {

    private final Properties messages;
    private final boolean complete;
    private final MessageFormatterMethod server;
    private final Set<String> used = new TreeSet<>();

    /** @param complete whether no message at all may be missing; else Keycloak's own may, for which the pack cannot help */
    Messages(Properties messages, Locale locale, boolean complete) {
        this.messages = messages;
        this.complete = complete;
        this.server = new MessageFormatterMethod(locale, messages);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Object exec(List arguments) throws TemplateModelException {
        String key = arguments.get(0).toString();
        if (!messages.containsKey(key) && (complete || key.startsWith("shop"))) {
            throw new TemplateModelException("no message " + key);
        }
        used.add(key);
        return server.exec(arguments);
    }

    Set<String> used() {
        return used;
    }
}
