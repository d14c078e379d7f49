package shop.identity.bench;

import java.nio.file.Path;
import java.util.List;
import shop.identity.bench.erasures.ErasureBench;
import shop.identity.bench.erasures.ErasureSizes;
import shop.identity.bench.login.LoginBench;
import shop.identity.bench.login.LoginSizes;
import shop.identity.bench.segments.SegmentBench;
import shop.identity.bench.segments.SegmentSizes;
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
        try {
            System.exit(isMet(arguments[0], root, options.contains("--quick")) ? 0 : 2);
        } catch (StackException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static boolean isMet(String benchmark, Path root, boolean isQuick) {
        return switch (benchmark) {
            case "outbox" -> new OutboxBench(root, isQuick ? Sizes.quick() : Sizes.whole()).run();
            case "login" -> new LoginBench(root, isQuick ? LoginSizes.quick() : LoginSizes.whole()).run();
            case "segments" -> new SegmentBench(root, isQuick ? SegmentSizes.quick() : SegmentSizes.whole()).run();
            case "erasures" -> new ErasureBench(root, isQuick ? ErasureSizes.quick() : ErasureSizes.whole()).run();
            default -> throw new StackException("./bench: there is no benchmark " + benchmark);
        };
    }
}
