package shop.identity.it.ground;

import java.util.Comparator;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Classes that share the second node in a row; within, and before them, in the order that they come in. */
final class TwoNodesLast implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(each -> each.isAnnotated(TwoNodes.class)));
    }
}
