package shop.identity.it.ground;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One {@link Ground} per run, closed by JUnit at its end; after each test, no record on the topic broke its contract. */
public final class GroundExtension implements ParameterResolver, BeforeAllCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(GroundExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Ground.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return ground(context);
    }

    /** A class that starts the second node as it wants it finds it stopped. */
    @Override
    public void beforeAll(ExtensionContext context) {
        Ground ground = ground(context);
        if (context.getRequiredTestClass().isAnnotationPresent(TwoNodes.class)) {
            ground.secondNode();
        } else {
            ground.stack().keycloak().node(1).stop();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ground(context).topic().failOnViolations();
    }

    /** For extensions that build on the ground. */
    public static Ground ground(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Ground.class, key -> new Ground(), Ground.class);
    }
}
