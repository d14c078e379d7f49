package shop.identity.staff;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The operations that a JAX-RS resource and those below it answer. */
final class ResourceTree {

    private ResourceTree() {}

    /** @return {@code GET /dead-letters}, by the path below the resource's own */
    static Set<String> operations(Class<?> resource) {
        Set<String> operations = new TreeSet<>();
        collect(resource, "", operations);
        return operations;
    }

    private static void collect(Class<?> resource, String path, Set<String> operations) {
        for (Method method : resource.getDeclaredMethods()) {
            Path own = method.getAnnotation(Path.class);
            String here = own == null ? path : path + "/" + own.value();
            Stream.of(method.getAnnotations())
                    .map(Annotation::annotationType)
                    .map(type -> type.getAnnotation(HttpMethod.class))
                    .filter(http -> http != null)
                    .findFirst()
                    .ifPresentOrElse(http -> operations.add(http.value() + " " + here), () -> {
                        if (own != null) {
                            collect(method.getReturnType(), here, operations);
                        }
                    });
        }
    }
}
