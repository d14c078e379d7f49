package shop.identity.it.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import shop.identity.it.ground.Ground;

/** A copy of this checkout, as it is built, so that a stack that runs in the original is left alone. */
record Checkout(Path folder, Map<String, String> environment) {

    /** What a command printed, both streams, and how it ended. */
    record Run(int status, String output) {}

    static Checkout copiedTo(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        Path copy = folder.toAbsolutePath().normalize();
        Files.createDirectories(copy);
        List<String> command = new ArrayList<>(List.of("cp", "-a"));
        for (String part : List.of(
                ".mvn",
                "authenticators",
                "customer-data",
                "dev-stack",
                "event-listener",
                "gdpr-rest-extension",
                "mvnw",
                "pom.xml",
                "realm-export",
                "segments",
                "start",
                "themes")) {
            command.add(Ground.ROOT.resolve(part).toString());
        }
        command.add(copy.toString());
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("cannot copy the checkout");
        }
        // The modules that ./start does not build are named in the parent all the same.
        for (String module : List.of("benchmarks", "cdc", "integration-tests")) {
            Path pom = Path.of(module, "pom.xml");
            Files.createDirectories(copy.resolve(module));
            Files.copy(Ground.ROOT.resolve(pom), copy.resolve(pom), StandardCopyOption.REPLACE_EXISTING);
        }
        return new Checkout(copy, environment);
    }

    Run run(Map<String, String> variables, String... options) throws IOException, InterruptedException {
        Process process = start(variables, options);
        String output = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), output);
    }

    /**
     * In a session of its own, as in a terminal: a signal to its group reaches all of it. A shell that runs the tests in
     * the background has them, and all that they start, ignore Ctrl-C.
     */
    Process start(Map<String, String> variables, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "setsid", "env", "--default-signal=INT", folder.resolve("start").toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** @return what it said before */
    List<String> awaitOutput(Process process, String part, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        BufferedReader reader = process.inputReader();
        List<String> seen = new ArrayList<>();
        while (System.nanoTime() < deadline) {
            String line = reader.readLine();
            if (line == null || line.contains(part)) {
                if (line == null) {
                    throw new AssertionError("ended before it was ready: " + seen);
                }
                return seen;
            }
            seen.add(line);
        }
        throw new AssertionError("not ready: " + seen);
    }

    /** To the whole group, as a terminal's Ctrl-C. */
    void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Processes that have this folder in their command line. */
    List<String> processes() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                String command = commandLine(process);
                if (command.contains(folder.toString())
                        && !process.endsWith("" + ProcessHandle.current().pid())) {
                    found.add(command);
                }
            }
        }
        return found;
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
        } catch (IOException | RuntimeException noProcessOrGone) {
            return "";
        }
    }

    /** A JDK that says it is of this version. */
    Path fakeJdk(String version) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("fake-jdk-" + version).resolve("bin"));
        for (String tool : List.of("java", "javac")) {
            Path script = bin.resolve(tool);
            Files.writeString(script, "#!/bin/sh\necho 'openjdk version \"" + version + "\"' >&2\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return bin.getParent();
    }
}
