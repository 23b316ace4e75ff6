package org.machapi.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.MachineArchitecture;

/**
 * Gives each test a simulated kernel with one task, which ends with the test. Constructors, test
 * methods and the methods around them can have as parameters
 *
 * <ul>
 *   <li>{@link org.machapi.Mach}, the kernel as this task sees it,
 *   <li>{@link org.machapi.census.Ledger}, which records what is acquired through that {@code
 *       Mach},
 *   <li>{@link org.machapi.sim.SimulatedKernel}, to make more tasks,
 *   <li>{@link org.machapi.sim.SimulatedTask}, to look at it from outside.
 * </ul>
 *
 * <p>All of one test get the same. If a {@code @BeforeAll} method, or the constructor of a class
 * with one instance for all tests, has such a parameter, the kernel is that of the class: its tests
 * get the same one, and it ends after {@code @AfterAll}.
 *
 * <p>On a method, it takes the place of that on the class. The default kernel ({@link
 * org.machapi.Mach#system()}) stays what it is: hand the {@code Mach} to the code under test.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@SuppressWarnings("exports") // JUnit makes it; the package is open to it
@ExtendWith(SimulatedParameters.class)
public @interface Simulated {

  /**
   * Which kernel is simulated.
   *
   * @return the generation
   */
  KernelGeneration generation() default KernelGeneration.XNU_7195;

  /**
   * Whose thread states there are.
   *
   * @return one architecture; none for that of this machine
   */
  MachineArchitecture[] architecture() default {};

  /**
   * From what port names are made; the same seed and calls give the same names.
   *
   * @return any number
   */
  long seed() default 1;

  /**
   * How many names a task can have before calls run out of space.
   *
   * @return names, at least 20 and at most 2^23
   */
  int maximumNames() default 1 << 20;

  /**
   * Whether developer mode is on, see {@link
   * org.machapi.sim.KernelConfiguration.Builder#developerMode}.
   *
   * @return true for on
   */
  boolean developerMode() default true;

  /**
   * Whether there is a bootstrap server, and with it one more name in each task.
   *
   * @return true for one
   */
  boolean bootstrapServer() default false;

  /**
   * Whether tasks are hardened, which only XNU 11417 knows.
   *
   * @return true for hardened ones
   */
  boolean hardenedTasks() default false;

  /**
   * What the task is called; to the bootstrap server the job that it is a run of.
   *
   * @return the name
   */
  String task() default "test";
}
