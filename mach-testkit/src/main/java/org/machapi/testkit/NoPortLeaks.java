package org.machapi.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Fails a test that does not give back what it acquired: {@link PortLeaks}, with a lock that keeps
 * tests of the same port space apart.
 *
 * <p>On a method, that test is looked at, from before its instance is made until after the last
 * {@code @AfterEach} method and fields with {@code @AutoClose}. On a class, each of its tests,
 * those of nested classes included, and the class as a whole, from before {@code @BeforeAll} until
 * after {@code @AfterAll} and static fields with {@code @AutoClose}: what one test leaves is told
 * once, by that test.
 *
 * <p>With {@link Simulated} the port space is that of the test's own simulated task, and the tests
 * run side by side. Without, it is that of the program, {@link org.machapi.Mach#system()}, which
 * all tests share: JUnit then runs one test with this annotation at a time. What tests without the
 * annotation acquire meanwhile cannot be told apart from what this one acquires; with
 * {@code @ResourceLock(PortLeaks.SYSTEM_SPACE)} they wait as well.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(PortLeaks.class)
@SuppressWarnings("exports") // JUnit makes it; the package is open to it
@ResourceLock(providers = SystemSpaceLock.class)
public @interface NoPortLeaks {

  /**
   * Whether names count of which the library has no record, in the port space of the program: those
   * from raw calls, and those in messages that were not closed. In the space of a simulated task
   * they always do.
   *
   * <p>Off as long as nothing is said, since they can not be told apart from what the JVM and the
   * libraries of the system acquire meanwhile. Ports of threads do not count in any case: a JVM
   * makes threads whenever it likes.
   *
   * @return true to count all names but those of threads
   */
  boolean unrecorded() default false;
}
