package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a parameter: after success the memory at this address is not the caller's any more. After
 * failure it still is.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface TakenMemory {

  /**
   * Tells how much is taken.
   *
   * @return bytes: a number, a parameter, or a parameter times a number
   */
  String bytes();
}
