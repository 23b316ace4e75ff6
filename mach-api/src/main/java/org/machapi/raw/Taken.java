package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a parameter: after success the caller does not own the right any more.
 *
 * <p>On a parameter that points to an array, said of every right in it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@Repeatable(Taken.Cases.class)
public @interface Taken {

  /**
   * Tells what is taken.
   *
   * @return the kind of right
   */
  RightKind value();

  /**
   * Tells how many user references are taken.
   *
   * @return a number, {@code all} for the name with everything it stands for, or a parameter with a
   *     sign, such as {@code -delta}
   */
  String count() default "1";

  /**
   * Tells what becomes of it when the call fails.
   *
   * @return who owns it then
   */
  OnFailure onFailure() default OnFailure.KEPT;

  /**
   * Tells in which case this holds.
   *
   * @return a condition as {@link Contract} explains it; empty: always
   */
  String when() default "";

  /** Several cases of one parameter. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface Cases {

    /**
     * Returns the cases.
     *
     * @return at least two, which exclude each other
     */
    Taken[] value();
  }
}
