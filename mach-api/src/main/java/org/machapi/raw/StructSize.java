package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a constant: it is the size of this struct of C, or of one of its fields, in bytes, on
 * every target of macOS.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface StructSize {

  /**
   * Tells which struct it is.
   *
   * @return the name of its type in C
   */
  String value();

  /**
   * Tells which field it is, if the size is not that of the whole.
   *
   * @return its name in C; empty for the struct as a whole
   */
  String field() default "";
}
