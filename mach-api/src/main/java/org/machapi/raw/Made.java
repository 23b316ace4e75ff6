package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of an out-parameter or a result: after success it names something new, under a name that the
 * caller did not have before, and the caller owns it. After failure there is nothing.
 *
 * <p>On an in-parameter: the name is of the caller's choice.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
@Repeatable(Made.Cases.class)
public @interface Made {

  /**
   * Tells what is made.
   *
   * @return the kind of right
   */
  RightKind value();

  /**
   * Tells how it is given back.
   *
   * @return the name of the routine
   */
  String release();

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
    Made[] value();
  }
}
