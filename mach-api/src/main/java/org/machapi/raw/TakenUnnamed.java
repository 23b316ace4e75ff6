package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a routine: after success the caller has lost one user reference of something whose name
 * no parameter tells, if it had one. What becomes of it after failure, the manual of the routine
 * says.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TakenUnnamed {

  /**
   * Tells what is taken.
   *
   * @return the kind of right
   */
  RightKind value();
}
