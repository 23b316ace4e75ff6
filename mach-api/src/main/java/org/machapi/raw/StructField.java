package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a constant: it is the offset of this field in this struct of C, in bytes, on every target
 * of macOS.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface StructField {

  /**
   * Tells which structs have the field at this offset.
   *
   * @return the names of their types in C
   */
  String[] struct();

  /**
   * Tells which field it is.
   *
   * @return its name in C; a path with dots if it stands in a struct within the struct, and a
   *     number in brackets if it is one element of an array
   */
  String field();

  /**
   * Tells how long the field is.
   *
   * @return its size in bytes
   */
  int bytes();

  /**
   * Tells how C reads the field.
   *
   * @return the sign of its type
   */
  Sign sign();

  /**
   * How C reads a field, and so how a program has to treat what {@code getInt}, {@code getLong} or
   * another method returned, whose results are all signed in Java.
   */
  enum Sign {

    /**
     * A number with a sign: what was returned is the number. Of a field of 32 bits that is widened
     * the sign is extended, as Java does by itself.
     */
    SIGNED,

    /**
     * A number without a sign, a name or a set of bits: what was returned has the right bits. Use
     * {@link Integer#toUnsignedLong}, {@link Integer#compareUnsigned} and their like wherever it is
     * widened, compared by size, divided or printed; to test for equality or for bits needs none.
     */
    UNSIGNED,

    /**
     * A {@code boolean_t}, which has a sign on arm64 and none on x86_64: compare with zero, and do
     * nothing else with it.
     */
    EITHER,

    /** No number: a struct, an array or an address. */
    NONE
  }
}
