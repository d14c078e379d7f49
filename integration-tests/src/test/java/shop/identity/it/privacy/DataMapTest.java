package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.it.ground.Ground;

/** The data map in itself, and against what the modules' change logs make. Against a server: {@link DataMapIT}. */
@Tag("GD-6")
@Tag("GD-10")
class DataMapTest {

    /** The user's own record, which is nobody's provider. */
    private static final String RECORD = "keycloak";

    /** Hands out nothing of its own. */
    private static final String TRACES = "keycloak-traces";

    private final DataMap map = DataMap.read();

    @Test
    void noColumnIsThereTwice() {
        assertThat(map.columns()).hasSizeGreaterThan(100);
        assertThat(map.columns()).extracting(DataMap.Column::place).doesNotHaveDuplicates();
    }

    @Test
    void itKeepsToItsWords() {
        assertThat(map.columns()).allSatisfy(column -> {
            assertThat(column.personal()).as(column.place()).isIn("yes", "id", "no");
            assertThat(column.erasure()).as(column.place()).isIn("removed", "emptied", "replaced", "kept", "expires");
        });
    }

    @Test
    void whatIsKeptHasAReason() {
        assertThat(map.columns())
                .filteredOn(column ->
                        column.isOfCustomers() && Set.of("kept", "expires").contains(column.erasure()))
                .allSatisfy(
                        column -> assertThat(column.why()).as(column.place()).isNotEmpty());
    }

    @Test
    void whatIsNotHandedOutHasAReason() {
        assertThat(map.columns())
                .filteredOn(column ->
                        column.personal().equals("yes") && column.export().isEmpty())
                .allSatisfy(
                        column -> assertThat(column.why()).as(column.place()).isNotEmpty());
    }

    @Test
    void everySectionIsAProvidersAndEveryProviderHasOne() {
        Set<String> sections = map.columns().stream()
                .map(DataMap.Column::export)
                .filter(section -> !section.isEmpty())
                .collect(Collectors.toSet());
        Set<String> providers = ServiceLoader.load(PersonalDataFactory.class).stream()
                .map(provider -> provider.get().getId())
                .collect(Collectors.toCollection(HashSet::new));
        providers.add(RECORD);
        providers.remove(TRACES);

        assertThat(sections).containsExactlyInAnyOrderElementsOf(providers);
    }

    @Test
    void everyColumnOfTheChangeLogsIsThere() throws Exception {
        Set<String> made = made();

        assertThat(made).hasSizeGreaterThan(100);
        assertThat(map.unknownAmong(made)).isEmpty();
    }

    /** Or else the test against a server could not fail. */
    @Test
    void whatIsNotThereIsFound() {
        DataMap small = DataMap.parse(List.of(
                "| `SHOP_ADDRESS` | `CITY` | yes | customer-data | addresses | removed | |",
                "| `USER_ENTITY` | `EMAIL` | yes | keycloak | keycloak | emptied | |",
                "* `CLIENT`",
                "* `SHOP_CLIENT`"));

        assertThat(small.unknownAmong(List.of(
                        "SHOP_ADDRESS.CITY",
                        "SHOP_ADDRESS.NICKNAME",
                        "SHOP_CLIENT.NAME",
                        "USER_ENTITY.EMAIL",
                        "USER_ENTITY.SHOE_SIZE",
                        "CLIENT.SECRET",
                        "HOROSCOPE.SIGN")))
                .containsExactly(
                        "HOROSCOPE.SIGN", "SHOP_ADDRESS.NICKNAME", "SHOP_CLIENT.NAME", "USER_ENTITY.SHOE_SIZE");
        assertThat(small.missingFrom(List.of("SHOP_ADDRESS.CITY", "SHOP_CLIENT.NAME")))
                .containsExactly("CLIENT", "USER_ENTITY.EMAIL");
    }

    private static Set<String> made() throws Exception {
        Set<String> made = new TreeSet<>();
        for (Path log : changeLogs()) {
            DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();
            documents.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document changes = documents.newDocumentBuilder().parse(log.toFile());
            for (String change : List.of("createTable", "addColumn")) {
                NodeList tables = changes.getElementsByTagName(change);
                for (int i = 0; i < tables.getLength(); i++) {
                    add((Element) tables.item(i), made);
                }
            }
        }
        return made;
    }

    private static void add(Element table, Set<String> made) {
        NodeList columns = table.getElementsByTagName("column");
        for (int i = 0; i < columns.getLength(); i++) {
            made.add(table.getAttribute("tableName") + "." + ((Element) columns.item(i)).getAttribute("name"));
        }
    }

    private static List<Path> changeLogs() throws IOException {
        List<Path> logs = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Ground.ROOT)) {
            for (Path module : modules.toList()) {
                Path folder = module.resolve("src/main/resources/META-INF");
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.list(folder)) {
                        files.filter(file -> file.getFileName().toString().matches("shop-.*\\.xml"))
                                .forEach(logs::add);
                    }
                }
            }
        }
        return logs;
    }
}
