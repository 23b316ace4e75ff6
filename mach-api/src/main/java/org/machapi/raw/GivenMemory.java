package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of an out-parameter: after success it holds the address of memory that the kernel mapped
 * into the caller's task, and that the caller owns. After failure there is none. Where the routine
 * works on a task that it is given, the memory is that task's.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface GivenMemory {

  /**
   * Tells how much of it is to be given back.
   *
   * @return bytes: a number, a parameter, or a parameter times a number, such as {@code namesCnt *
   *     4}; out-parameters stand for what they receive
   */
  String bytes();

  /**
   * Tells how it is given back.
   *
   * @return the name of the routine
   */
  String release() default "mach_vm_deallocate";
}
