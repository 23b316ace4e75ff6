package org.machapi.testkit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Keeps the tests apart that look at the port space of the program. JUnit takes the lock, since an
 * extension that waits for one could wait for a test that its own thread has begun.
 */
final class SystemSpaceLock implements ResourceLocksProvider {
  private static final Set<Lock> LOCK = Set.of(new Lock(PortLeaks.SYSTEM_SPACE));

  @Override
  public Set<Lock> provideForClass(Class<?> testClass) {
    return Configurations.simulated(null, testClass, List.of()) == null ? LOCK : Set.of();
  }

  @Override
  public Set<Lock> provideForNestedClass(List<Class<?>> enclosing, Class<?> testClass) {
    return Configurations.simulated(null, testClass, enclosing) == null ? LOCK : Set.of();
  }

  @Override
  public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
    return Configurations.simulated(method, testClass, new ArrayList<>(enclosing)) == null
        ? LOCK
        : Set.of();
  }
}
