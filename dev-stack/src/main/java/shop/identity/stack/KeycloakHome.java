package shop.identity.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the distribution with the pack in it, built for production ({@code kc.sh build}).
 *
 * <p>Building takes seconds, so it is skipped while distribution, JARs and options are those of the last time. A
 * build always begins with a fresh copy: one that was interrupted leaves a server that neither starts nor builds.
 */
final class KeycloakHome {

    private static final List<String> BUILD_OPTIONS =
            List.of("--db=postgres", "--health-enabled=true", "--metrics-enabled=true");

    private final StackSettings stack;
    private final ServerContext context;
    private final String name;
    private final List<String> buildOptions;
    private final Path directory;
    private final Path stamp;
    private final Path log;

    KeycloakHome(StackSettings stack, ServerContext context) {
        this(stack, context, "keycloak", List.of());
    }

    private KeycloakHome(StackSettings stack, ServerContext context, String name, List<String> buildOptions) {
        this.stack = stack;
        this.context = context;
        this.name = name;
        this.buildOptions = List.copyOf(buildOptions);
        this.directory = stack.workDirectory().resolve(name);
        this.stamp = stack.workDirectory().resolve(name + ".stamp");
        this.log = stack.logs().resolve(name + "-build.log");
    }

    /** A copy of its own with other features. */
    KeycloakHome withFeatures(List<String> features) {
        return new KeycloakHome(
                stack.withKeycloakFeatures(features),
                context,
                "keycloak-" + String.join("-", features).replace(':', '-'),
                buildOptions);
    }

    /** A copy of its own with more build options. */
    KeycloakHome withBuildOptions(String otherName, List<String> options) {
        return new KeycloakHome(stack, context, otherName, options);
    }

    /** Of the folder, and of what is logged about it. */
    String name() {
        return name;
    }

    Path script() {
        return directory.resolve("bin").resolve("kc.sh");
    }

    /** Brings the server to what the settings say, and the realms to where it looks for them. */
    void prepare() {
        try {
            String wanted = fingerprint();
            if (Files.notExists(stamp) || !Files.readString(stamp).equals(wanted)) {
                Files.deleteIfExists(stamp);
                context.progress().step("Keycloak: building…");
                copyDistribution();
                build();
                Files.writeString(stamp, wanted);
            }
            copyRealms();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasRealms() {
        try (Stream<Path> files = Files.list(importDirectory())) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build() throws IOException {
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(log);
        ServerProcess build = ServerProcess.start(
                context,
                "kc.sh build",
                log,
                Map.of(
                        // Else the SSSD check waits ten seconds for a D-Bus that is not there.
                        "DBUS_SYSTEM_BUS_ADDRESS",
                        "tcp:host=127.0.0.1,port=1",
                        "JAVA_OPTS_APPEND",
                        "-XX:TieredStopAtLevel=1"),
                Stream.concat(Stream.of(script().toString(), "build"), buildOptions())
                        .toList());
        int status;
        try {
            status = build.awaitExit(Duration.ofMinutes(5));
        } finally {
            build.kill();
        }
        if (status != 0) {
            throw new StackException("kc.sh build failed: see " + log + ".");
        }
    }

    private Stream<String> buildOptions() {
        Stream<String> options = Stream.concat(BUILD_OPTIONS.stream(), buildOptions.stream());
        return stack.keycloakFeatures().isEmpty()
                ? options
                : Stream.concat(options, Stream.of("--features=" + String.join(",", stack.keycloakFeatures())));
    }

    private void copyDistribution() throws IOException {
        Path distribution = distribution();
        DataFolder.delete(directory);
        Files.walkFileTree(distribution, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(directory.resolve(distribution.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, directory.resolve(distribution.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
        // Unpacked by a tool that keeps no permissions.
        if (!script().toFile().setExecutable(true)) {
            throw new StackException(script() + " cannot be made executable.");
        }
        for (Path jar : providers()) {
            Files.copy(jar, directory.resolve("providers").resolve(jar.getFileName()));
        }
    }

    private void copyRealms() throws IOException {
        DataFolder.delete(importDirectory());
        Files.createDirectories(importDirectory());
        for (Path realm : realms()) {
            Files.copy(realm, importDirectory().resolve(realm.getFileName()));
        }
    }

    private String fingerprint() throws IOException {
        StringBuilder all = new StringBuilder(Files.readString(distribution().resolve("version.txt")));
        all.append(buildOptions().toList()).append('\n');
        for (Path jar : providers()) {
            all.append(jar.getFileName()).append(' ').append(sha256(jar)).append('\n');
        }
        return all.toString();
    }

    /** The folder itself, or the only one in it: the archive has a folder named after its version. */
    private Path distribution() throws IOException {
        Path given = stack.keycloakDistribution();
        if (Files.exists(given.resolve("version.txt"))) {
            return given;
        }
        if (Files.isDirectory(given)) {
            try (Stream<Path> folders = Files.list(given)) {
                List<Path> found = folders.filter(folder -> Files.exists(folder.resolve("version.txt")))
                        .toList();
                if (found.size() == 1) {
                    return found.get(0);
                }
            }
        }
        throw new StackException("There is no unpacked Keycloak in " + given + ": build the project first.");
    }

    private List<Path> providers() throws IOException {
        return filesEndingWith(stack.providers(), ".jar");
    }

    private List<Path> realms() throws IOException {
        return Files.isRegularFile(stack.realms())
                ? List.of(stack.realms())
                : filesEndingWith(stack.realms(), "-realm.json");
    }

    private static List<Path> filesEndingWith(Path folder, String end) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private Path importDirectory() {
        return directory.resolve("data").resolve("import");
    }
}
