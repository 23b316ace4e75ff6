package org.machapi.raw;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a routine that only newer systems have.
 *
 * <p>Such a routine is a default method of its header's interface that throws {@link
 * MissingRoutineException}; it is bound only where the library exports it. Every other routine must
 * be there, or the library is not loaded at all.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Since {

  /**
   * Tells which release brought the routine.
   *
   * @return the first release of macOS whose system library exports it, such as {@code macOS 15.0}
   */
  String value();
}
