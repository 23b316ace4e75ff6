package org.machapi.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.machapi.raw.MachLibrary;

/** A library in which one routine does not keep to its contract; the others are as they were. */
final class FaultyLibrary {
  private FaultyLibrary() {}

  /** What a routine does in place of what it should. */
  @FunctionalInterface
  interface Fault {
    /**
     * Makes the call.
     *
     * @param right the routine as it should be
     * @param arguments what it is called with
     * @return the result of the routine
     */
    Object call(Right right, Object[] arguments) throws Throwable;
  }

  /** A routine that keeps to its contract. */
  @FunctionalInterface
  interface Right {
    Object call() throws Throwable;
  }

  /** Has a routine do something more after what it should do. */
  static Fault andThen(Runnable mistake) {
    return (right, arguments) -> {
      Object result = right.call();
      mistake.run();
      return result;
    };
  }

  /** Has a routine do something else, and answer this. */
  static Fault instead(int result, Runnable mistake) {
    return (right, arguments) -> {
      mistake.run();
      return result;
    };
  }

  /** Puts a fault into a library. */
  static MachLibrary of(MachLibrary library, String routine, Fault fault) {
    return (MachLibrary)
        Proxy.newProxyInstance(
            MachLibrary.class.getClassLoader(),
            new Class<?>[] {MachLibrary.class},
            (proxy, method, arguments) -> {
              Right right = () -> invoke(library, method, arguments);
              return method.getName().equals(routine) ? fault.call(right, arguments) : right.call();
            });
  }

  private static Object invoke(MachLibrary library, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(library, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
