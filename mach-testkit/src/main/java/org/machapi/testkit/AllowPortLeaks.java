package org.machapi.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Rights that a test may keep, and why. On a class it holds for each test and for the class as a
 * whole; nested classes have it, too.
 *
 * <p>A right is allowed by the first allowance that fits: those of the method come first, then
 * those of the class. Where labels and sites are given, both have to fit.
 */
@Documented
@Inherited
@Repeatable(AllowPortLeaks.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AllowPortLeaks {

  /**
   * The reason, for people.
   *
   * @return a sentence; an empty one is refused
   */
  String because();

  /**
   * How many rights this allows, in one test or in the class as a whole.
   *
   * @return a number of user references, at least 1; as many as there are if nothing is said
   */
  int count() default Integer.MAX_VALUE;

  /**
   * What the ports are for, as the test has told the {@link org.machapi.census.Ledger}.
   *
   * @return labels, of which one has to fit; none if any will do
   */
  String[] labels() default {};

  /**
   * Where the rights are acquired. A right without record has no such place.
   *
   * @return parts of the places that a failure shows, such as {@code Cache.java} or {@code
   *     org.example.Cache.}, of which one has to fit; none if any will do
   */
  String[] sites() default {};

  /** Several allowances; javac writes it. */
  @Documented
  @Inherited
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  @interface List {

    /**
     * The allowances.
     *
     * @return in the order in which they stand
     */
    AllowPortLeaks[] value();
  }
}
