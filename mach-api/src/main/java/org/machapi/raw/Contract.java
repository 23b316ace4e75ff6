package org.machapi.raw;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says who owns what around a call: the contract of a routine in a form that machines read.
 *
 * <p>The parts stand where they belong: {@link Borrowed}, {@link Taken}, {@link TakenMemory} on
 * what goes in, {@link Given}, {@link Made}, {@link GivenMemory} on what comes out (on the method,
 * if it is the result), {@link ByMessage} on message buffers; {@link GivenUnnamed} and {@link
 * TakenUnnamed} are on the method. Parameters without any of these are plain data. The manual shows
 * them as a table, and tests compare them with what kernels do.
 *
 * <p>None of these is {@link java.lang.annotation.Documented}: the table says the same, and leaves
 * the signature readable.
 *
 * <p>This annotation itself is only there for a routine that touches no right and no memory at all,
 * so that nobody has to wonder whether its contract was forgotten.
 *
 * <h2>Conditions</h2>
 *
 * Where a part holds in some cases only, {@code when} is one or more of these, joined by {@code
 * and}; the cases of one parameter exclude each other, and if none holds the parameter is plain
 * data:
 *
 * <ul>
 *   <li>{@code polyPoly = MACH_MSG_TYPE_MOVE_SEND | MACH_MSG_TYPE_COPY_SEND}: the parameter has one
 *       of these values, numbers or constants of this package;
 *   <li>{@code delta > 0}, {@code delta < 0}, {@code notify != 0}: it compares so, as a signed
 *       number;
 *   <li>{@code options has MPO_INSERT_SEND_RIGHT}: the number, or the first 32 bits of the struct
 *       that the parameter points to, has this bit;
 *   <li>{@code name is SEND}, {@code name is PORT_SET | RECEIVE}: before the call the name stands
 *       for that ({@code MACH_PORT_TYPE_*} without its prefix).
 * </ul>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Contract {

  /** What the annotation can say. */
  enum Nothing {
    /** No right and no memory changes hands, whether the call succeeds or fails. */
    NOTHING_CHANGES_HANDS
  }

  /**
   * Says that the contract is empty.
   *
   * @return always the same
   */
  Nothing value();
}
