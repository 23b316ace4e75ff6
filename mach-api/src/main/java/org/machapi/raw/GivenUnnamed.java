package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a routine: after success the caller owns one user reference of something whose name no
 * parameter tells. Only a look at all names finds it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface GivenUnnamed {

  /**
   * Tells what is given.
   *
   * @return the kind of right
   */
  RightKind value();

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
}
