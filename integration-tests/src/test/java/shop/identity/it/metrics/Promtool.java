package shop.identity.it.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shop.identity.it.ground.Ground;

/** Prometheus' own tool, from Debian's package: on the PATH, or where {@code ./test} unpacked it. */
final class Promtool {

    private static final Path UNPACKED = Ground.ROOT.resolve("integration-tests/target/prometheus/usr/bin");

    private final Path executable;

    Promtool() {
        executable = Stream.concat(
                        Arrays.stream(Optional.ofNullable(System.getenv("PATH"))
                                        .orElse("")
                                        .split(":"))
                                .map(Path::of),
                        Stream.of(UNPACKED))
                .map(folder -> folder.resolve("promtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "promtool is missing: run ./test once, or install the package prometheus"));
    }

    /** @param output of both streams */
    record Verdict(int status, String output) {}

    Verdict run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), output);
    }
}
