package shop.identity.it.paths;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import shop.identity.it.ground.OnGround;

/**
 * A class of tests that each walk one path of the matrix in {@code docs/events.md}: {@code @DisplayName} is the row's
 * first cell, the parameter {@link PathRow} is the row, and every test holds it against what was told.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnGround
@ExtendWith(PathExtension.class)
@Tag("EV-2")
@interface OnPath {}
