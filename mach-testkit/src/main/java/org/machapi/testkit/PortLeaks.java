package org.machapi.testkit;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.machapi.MachException;
import org.machapi.census.Ledger;

/**
 * Compares, before and after each test, the rights that it holds, and fails it if there are more.
 * {@link NoPortLeaks} is the short form, with a lock.
 *
 * <p>In the port space of a simulated task ({@link Simulated}) the kernel is asked, before and
 * after, for every name and how many user references it has: whatever was acquired counts, also by
 * raw calls and in messages. Where the task was made for the test, it is told as well if the test
 * gives back more than it acquired, such as a reference that the kernel gave the task. Where the
 * task is that of the class, the class is told so at its end, and no test: what a test gives back
 * there may be what the class acquired.
 *
 * <p>In the port space of the program, where the JVM and its libraries acquire rights whenever they
 * like, the {@link Ledger} says what was acquired through this library meanwhile, and the kernel
 * whether it is still there. A right in a message that nobody closed has no record; see {@link
 * NoPortLeaks#unrecorded()}. While tests run, the ledger is the {@link org.machapi.RightsObserver}
 * of {@link org.machapi.Mach#system()}, and records everything: a test that puts another one there,
 * or changes how it records, fails, and the ledger is put back. Tests can have the ledger as a
 * parameter, to give labels.
 *
 * <p>In either space a test fails that has the ledger give back what is lost, which hides leaks.
 *
 * <p>The look ends when JUnit closes the store of the test or class, after all callbacks: that is
 * when fields with {@code @AutoClose} have been closed, too.
 *
 * <p>A test that fails on its own account keeps its failure; what it did not give back is told as a
 * suppressed one.
 *
 * <p>Nothing waits: a test has to join the threads that it starts. One that still uses a right when
 * the test ends is a reason to tell it.
 */
public final class PortLeaks
    implements BeforeAllCallback,
        AfterAllCallback,
        TestInstancePreConstructCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  /**
   * The key of the lock for the port space of the program, for {@link
   * org.junit.jupiter.api.parallel.ResourceLock}.
   */
  public static final String SYSTEM_SPACE = "org.machapi.testkit.system-space";

  /** Makes the extension; for JUnit. */
  public PortLeaks() {}

  /** What constructors acquire is the test's as well. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws MachException {
    begin(context);
  }

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factoryContext, ExtensionContext context) throws MachException {
    begin(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws MachException {
    begin(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    lookAtTheEnd(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    lookAtTheEnd(context);
  }

  private static void begin(ExtensionContext context) throws MachException {
    boolean isTest = context.getTestMethod().isPresent();
    // A class has a simulated task of its own only if it asks for one, which may come yet.
    TestedSpace space = isTest ? TestedSpaces.of(context) : TestedSpaces.existing(context);
    if (space != null) {
      TestedSpaces.begin(context, space, false);
    }
  }

  private static void lookAtTheEnd(ExtensionContext context) {
    @Nullable Scope scope = TestedSpaces.scope(context);
    if (scope != null) {
      scope.look(
          Configurations.countsUnrecorded(context),
          new Allowances(Configurations.allowances(context)));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Ledger.class
        && Configurations.simulated(context) == null;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context)
      throws MachException {
    return TestedSpaces.of(context).ledger();
  }
}
