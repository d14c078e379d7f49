package shop.identity.it.privacy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A word as it may stand somewhere.
 *
 * @param word what is looked for
 * @param form what it was made into; empty: it is as it was
 * @param text what to look for, in lower case
 */
record Sought(String word, String form, String text) {

    private static final int FEWEST_LETTERS = 10;

    /** As it is, in addresses, in bytes, in Base64, and as the digests that the pack and Keycloak keep. Letter case makes no other word. */
    static List<Sought> formsOf(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        List<Sought> forms = new ArrayList<>();
        add(forms, word, "", lower);
        add(forms, word, "in an address", URLEncoder.encode(lower, StandardCharsets.UTF_8));
        for (String spelling : List.of(word, lower)) {
            byte[] bytes = spelling.getBytes(StandardCharsets.UTF_8);
            add(forms, word, "in bytes", HexFormat.of().formatHex(bytes));
            addBase64(forms, word, bytes);
            for (String algorithm : List.of("SHA-256", "SHA-512")) {
                byte[] digest = digest(algorithm, bytes);
                add(forms, word, algorithm, HexFormat.of().formatHex(digest));
                add(
                        forms,
                        word,
                        algorithm + " in Base64",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
                add(
                        forms,
                        word,
                        algorithm + " in Base64",
                        Base64.getEncoder().withoutPadding().encodeToString(digest));
            }
        }
        return forms;
    }

    /**
     * Wherever in a longer text the word begins: three bytes make four letters, of which those at the edges are the neighbours'
     * too. What is left of a short word might be anybody's.
     */
    private static void addBase64(List<Sought> forms, String word, byte[] bytes) {
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                String whole = encoder.withoutPadding().encodeToString(shifted);
                String own = whole.substring(before == 0 ? 0 : before + 1, shifted.length / 3 * 4);
                if (own.length() >= FEWEST_LETTERS) {
                    add(forms, word, "in Base64", own);
                }
            }
        }
    }

    private static void add(List<Sought> forms, String word, String form, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (forms.stream().noneMatch(known -> known.text().equals(lower))) {
            forms.add(new Sought(word, form, lower));
        }
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }

    /** For whoever cannot tell the lower case of every letter. */
    String written() {
        return form.isEmpty() ? word : text;
    }

    boolean isIn(String other) {
        return other.toLowerCase(Locale.ROOT).contains(text);
    }

    @Override
    public String toString() {
        return form.isEmpty() ? word : word + " (" + form + ")";
    }
}
