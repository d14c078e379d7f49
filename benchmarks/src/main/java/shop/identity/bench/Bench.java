package shop.identity.bench;

import java.nio.file.Path;
import java.util.List;
import shop.identity.stack.StackException;

/** What {@code ./bench} runs. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        List<String> options = List.of(arguments).subList(1, arguments.length);
        for (String option : options) {
            if (!option.equals("--quick")) {
                System.err.println("./bench: unknown option " + option + " (see ./bench --help)");
                System.exit(1);
            }
        }
        Path root = Path.of(System.getProperty("shop.root")).toAbsolutePath().normalize();
        Sizes sizes = options.contains("--quick") ? Sizes.quick() : Sizes.whole();
        try {
            System.exit(new OutboxBench(root, sizes).run() ? 0 : 2);
        } catch (StackException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
