package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of an out-parameter or a result: after success the caller owns one user reference more of
 * what it names, whether it had the name before or not. After failure it owns nothing of it.
 *
 * <p>On an in-parameter: the references are added to the name that is given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
@Repeatable(Given.Cases.class)
public @interface Given {

  /**
   * Tells what is given.
   *
   * @return the kind of right
   */
  RightKind value();

  /**
   * Tells how many user references of how many names are given.
   *
   * @return a number; a parameter that counts references, such as {@code delta}; or {@code each of}
   *     and the parameter that tells the length of the array, such as {@code each of masksCnt}
   */
  String count() default "1";

  /**
   * Tells how it is given back.
   *
   * @return the name of the routine
   */
  String release() default "mach_port_deallocate";

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
    Given[] value();
  }
}
