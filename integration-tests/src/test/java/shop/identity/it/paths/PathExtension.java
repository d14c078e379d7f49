package shop.identity.it.paths;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.GroundExtension;

/** Gives a test its row, and sees to it that the test used it. */
final class PathExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(PathExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == PathRow.class || type == Customers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        Ground ground = GroundExtension.ground(context);
        return parameter.getParameter().getType() == Customers.class
                ? store.computeIfAbsent(Customers.class, key -> new Customers(ground), Customers.class)
                : store.computeIfAbsent(PathRow.class, key -> row(context, ground), PathRow.class);
    }

    private static PathRow row(ExtensionContext context, Ground ground) {
        return new PathRow(PathTable.inDocs().row(context.getDisplayName()), ground.topic());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        PathRow row = context.getStore(NAMESPACE).get(PathRow.class, PathRow.class);
        boolean failed = context.getExecutionException().isPresent();
        if (!failed && (row == null || !row.wasHeldAgainstSomething())) {
            throw new AssertionError("the test does not hold its row against what was told");
        }
    }
}
