package shop.identity.it.ground;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test class, {@link OnGround}, all of whose tests need the second node as it is. Such classes come one after the other, at the
 * end, and leave it running for the next: a start takes longer than many a test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TwoNodes {}
