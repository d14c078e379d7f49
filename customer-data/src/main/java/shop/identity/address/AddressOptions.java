package shop.identity.address;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import shop.identity.own.Limits;
import shop.identity.server.ServerOptions;

/**
 * The options of {@code --spi-shop-customer-part--addresses--…}.
 *
 * @param limit how many addresses a customer can have
 */
record AddressOptions(int limit, AddressFormats formats) {

    private static final String LIMIT = "limit";
    private static final String FORMATS_FILE = "formats-file";
    private static final int TWENTY = 20;

    /** @throws IllegalArgumentException with one sentence that names the option */
    static AddressOptions from(ServerOptions options) {
        options.refuseOthersThan(Set.of(LIMIT, FORMATS_FILE));
        String file = options.text(FORMATS_FILE);
        return new AddressOptions(
                Limits.number(options, LIMIT, TWENTY), file == null ? AddressFormats.bundled() : formats(file));
    }

    private static AddressFormats formats(String file) {
        try (InputStream json = Files.newInputStream(Path.of(file))) {
            return AddressFormats.read(json);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("option " + FORMATS_FILE + ": '" + file + "' cannot be read as JSON");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option " + FORMATS_FILE + ": in '" + file + "' " + e.getMessage());
        }
    }
}
