package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a constant: it is the mask of this bit field of C, within the number that holds it, on
 * every target of macOS. Bit fields that fill whole bytes are {@linkplain StructField fields} like
 * all others.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface StructBits {

  /**
   * Tells which struct has the bit field.
   *
   * @return the name of its type in C
   */
  String struct();

  /**
   * Tells which bit field it is.
   *
   * @return its name in C
   */
  String field();
}
