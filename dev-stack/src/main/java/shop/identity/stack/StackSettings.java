package shop.identity.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a stack is made of.
 *
 * @param workDirectory data, logs and the configured server; created when missing, kept when the stack stops
 * @param keycloakDistribution an unpacked Keycloak distribution; read only
 * @param providers the JARs for Keycloak's {@code providers/}
 * @param realms a realm file, or a folder whose {@code *-realm.json} are imported where they do not exist yet
 * @param ports where everything listens
 * @param keycloakHeap heap options of each Keycloak node, such as {@code -Xms128m -Xmx640m}
 * @param keycloakJvm further options of the virtual machine of each Keycloak node
 * @param keycloakFeatures features beyond Keycloak's default ones, such as {@code scim-api}
 * @param keycloakOptions options added to every start of a node; one of the same name replaces the stack's own
 * @param postgresSettings server settings added to, or replacing, the stack's own
 * @param kafkaSettings broker properties added to, or replacing, the stack's own
 */
public record StackSettings(
        Path workDirectory,
        Path keycloakDistribution,
        Path providers,
        Path realms,
        Ports ports,
        String keycloakHeap,
        String keycloakJvm,
        List<String> keycloakFeatures,
        List<String> keycloakOptions,
        Map<String, String> postgresSettings,
        Map<String, String> kafkaSettings) {

    public StackSettings {
        workDirectory = workDirectory.toAbsolutePath().normalize();
        keycloakFeatures = List.copyOf(keycloakFeatures);
        keycloakOptions = List.copyOf(keycloakOptions);
        postgresSettings = Map.copyOf(postgresSettings);
        kafkaSettings = Map.copyOf(kafkaSettings);
    }

    /** What {@code mvn package} gathered in a checkout. */
    public static StackSettings inCheckout(Path root, Path workDirectory, Ports ports) {
        Path gathered = root.resolve("dev-stack").resolve("target");
        return new StackSettings(
                workDirectory,
                gathered.resolve("distribution"),
                gathered.resolve("providers"),
                root.resolve("realm-export"),
                ports,
                "-Xms128m -Xmx640m",
                "",
                List.of(),
                List.of(),
                Map.of(),
                Map.of());
    }

    public StackSettings withProviders(Path other) {
        return new StackSettings(
                workDirectory,
                keycloakDistribution,
                other,
                realms,
                ports,
                keycloakHeap,
                keycloakJvm,
                keycloakFeatures,
                keycloakOptions,
                postgresSettings,
                kafkaSettings);
    }

    public StackSettings withRealms(Path other) {
        return new StackSettings(
                workDirectory,
                keycloakDistribution,
                providers,
                other,
                ports,
                keycloakHeap,
                keycloakJvm,
                keycloakFeatures,
                keycloakOptions,
                postgresSettings,
                kafkaSettings);
    }

    public StackSettings withKeycloakJvm(String other) {
        return new StackSettings(
                workDirectory,
                keycloakDistribution,
                providers,
                realms,
                ports,
                keycloakHeap,
                other,
                keycloakFeatures,
                keycloakOptions,
                postgresSettings,
                kafkaSettings);
    }

    public StackSettings withKeycloakFeatures(List<String> others) {
        return new StackSettings(
                workDirectory,
                keycloakDistribution,
                providers,
                realms,
                ports,
                keycloakHeap,
                keycloakJvm,
                others,
                keycloakOptions,
                postgresSettings,
                kafkaSettings);
    }

    public StackSettings withKeycloakOptions(List<String> others) {
        return new StackSettings(
                workDirectory,
                keycloakDistribution,
                providers,
                realms,
                ports,
                keycloakHeap,
                keycloakJvm,
                keycloakFeatures,
                others,
                postgresSettings,
                kafkaSettings);
    }

    public StackSettings withKafkaSettings(Map<String, String> others) {
        return new StackSettings(
                workDirectory,
                keycloakDistribution,
                providers,
                realms,
                ports,
                keycloakHeap,
                keycloakJvm,
                keycloakFeatures,
                keycloakOptions,
                postgresSettings,
                others);
    }

    /** Removes the databases and records of earlier runs; the built server stays. Not while the stack runs. */
    public void forgetData() {
        DataFolder.delete(data());
    }

    Path data() {
        return workDirectory.resolve("data");
    }

    Path logs() {
        return workDirectory.resolve("log");
    }
}
