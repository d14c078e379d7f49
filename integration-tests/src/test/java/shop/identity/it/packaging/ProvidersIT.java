package shop.identity.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;

/** A class in {@code providers/} silently replaces the server's own of that name. */
class ProvidersIT {

    private static final Path GATHERED = Ground.ROOT.resolve("dev-stack/target");

    @Test
    void noClassThatTheServerBringsAndNoneTwice() throws IOException {
        Set<String> servers = new TreeSet<>();
        for (Path jar : jarsBelow(distribution().resolve("lib"))) {
            servers.addAll(classesIn(jar));
        }
        assertThat(servers).contains("org.slf4j.Logger", "org.keycloak.models.UserModel");
        Map<String, String> seen = new TreeMap<>();
        Set<String> clashes = new TreeSet<>();
        for (Path jar : jarsBelow(GATHERED.resolve("providers"))) {
            for (String name : classesIn(jar)) {
                String other = servers.contains(name)
                        ? "the server"
                        : seen.put(name, jar.getFileName().toString());
                if (other != null) {
                    clashes.add(name + " in " + jar.getFileName() + " and " + other);
                }
            }
        }
        assertThat(seen).containsKey("org.apache.kafka.clients.producer.KafkaProducer");
        assertThat(clashes).isEmpty();
    }

    private static Path distribution() {
        return GATHERED.resolve("distribution/keycloak-26.7.4");
    }

    private static List<Path> jarsBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static Set<String> classesIn(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class")
                            && !name.endsWith("module-info.class")
                            && !name.startsWith("META-INF/"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
