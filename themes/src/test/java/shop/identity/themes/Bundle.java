package shop.identity.themes;

import java.util.List;
import java.util.Properties;
import java.util.Set;

/** The messages of one folder in one language. */
record Bundle(String folder, String language, Properties messages) {

    static final String PACK = "theme-resources";
    static final String PAGES = "theme/shop/login";
    static final String MAILS = "theme/shop/email";

    static List<String> folders() {
        return List.of(PACK, PAGES, MAILS);
    }

    static Bundle of(String folder, String language) {
        Properties messages = new Properties();
        Layers.read(messages, folder + "/messages/messages_" + language + ".properties");
        return new Bundle(folder, language, messages);
    }

    static Bundle english(String folder) {
        return of(folder, "en");
    }

    Set<String> keys() {
        return messages.stringPropertyNames();
    }

    String text(String key) {
        return messages.getProperty(key);
    }
}
