package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a parameter: the routine looks at the right that it names and takes nothing away. The
 * caller owns as much of it afterwards as before, whether the call succeeds or fails.
 *
 * <p>On a parameter that points to an array, said of every right in it; on an out-parameter or a
 * result, said of a name that is delivered without any reference that the caller would own.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
@Repeatable(Borrowed.Cases.class)
public @interface Borrowed {

  /**
   * Tells what the name stands for.
   *
   * @return the kind of right
   */
  RightKind value();

  /**
   * Tells in which case this holds.
   *
   * @return a condition as {@link Contract} explains it; empty: always
   */
  String when() default "";

  /** Several cases of one parameter. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.PARAMETER, ElementType.METHOD})
  @interface Cases {

    /**
     * Returns the cases.
     *
     * @return at least two, which exclude each other
     */
    Borrowed[] value();
  }
}
