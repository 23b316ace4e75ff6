package org.machapi.census;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachLibrary;

/** A kernel of which one call fails: the one with a given number, of those that can. */
final class FailingCall {
  /** What gives back; and what reads a variable, which cannot fail. */
  private static final Set<String> NEVER_FAIL =
      Set.of("mach_port_deallocate", "mach_vm_deallocate", "mach_task_self_");

  /** What returns a name and not a code: none. */
  private static final Set<String> RETURN_NAMES = Set.of("mach_host_self", "mach_thread_self");

  private final MachLibrary kernel;
  private final List<String> routines = new ArrayList<>();
  private int failing = Integer.MAX_VALUE;

  FailingCall(MachLibrary kernel) {
    this.kernel = kernel;
  }

  MachLibrary library() {
    return (MachLibrary)
        Proxy.newProxyInstance(
            MachLibrary.class.getClassLoader(),
            new Class<?>[] {MachLibrary.class},
            (proxy, method, arguments) -> handle(method, arguments));
  }

  private Object handle(Method method, Object[] arguments) throws Throwable {
    String routine = method.getName();
    if (!NEVER_FAIL.contains(routine) && method.getDeclaringClass() != Object.class) {
      routines.add(routine);
      if (routines.size() - 1 == failing) {
        return RETURN_NAMES.contains(routine) ? 0 : KernReturnConstants.KERN_RESOURCE_SHORTAGE;
      }
    }
    try {
      return method.invoke(kernel, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** From now on counts anew, and fails the call with this number. */
  void fail(int number) {
    routines.clear();
    failing = number;
  }

  /** The calls that could fail, since then. */
  List<String> routines() {
    return List.copyOf(routines);
  }
}
