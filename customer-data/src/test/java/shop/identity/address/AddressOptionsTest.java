package shop.identity.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.own.Options;

@Tag("CD-2")
class AddressOptionsTest {

    @TempDir
    private Path folder;

    private final Options set = new Options();

    private AddressOptions options() {
        return AddressOptions.from(set.read());
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("all.json"), content).toString();
    }

    @Test
    void twentyAndWhatThePackBringsUnlessSet() {
        assertThat(options().limit()).isEqualTo(20);
        assertThat(options().formats().of("DE")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000"})
    void asManyAsSet(String value) {
        set.with("limit", value);

        assertThat(options().limit()).isEqualTo(Integer.parseInt(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "many", ""})
    void whatIsNoNumberIsRefused(String value) {
        set.with("limit", value);

        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option limit: '" + value + "' is no number from 1 to 1000");
    }

    @Test
    void anotherFile() throws IOException {
        set.with("formats-file", file("{\"ZZ\": {\"require\": \"AC\"}, \"AQ\": {\"require\": \"A\"}}"));

        assertThat(options().formats().of("DE")).isEmpty();
        assertThat(options().formats().of("AQ").orElseThrow().needed()).containsExactly(AddressPart.STREET);
    }

    @Test
    void aFileThatIsNotThereOrNoneIsRefused() throws IOException {
        set.with("formats-file", "/nowhere/all.json");
        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option formats-file: '/nowhere/all.json' cannot be read as JSON");

        String file = file("{}");
        set.with("formats-file", file);
        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option formats-file: in '" + file + "' there is nothing that holds everywhere (ZZ)");
    }

    @Test
    void aMistypedOptionIsRefused() {
        set.with("limits", "5");

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessage("there is no option limits");
    }
}
