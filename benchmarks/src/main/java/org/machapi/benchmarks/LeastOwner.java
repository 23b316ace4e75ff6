package org.machapi.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The least that an object must have which gives a name back exactly once, whichever threads close
 * it: one compare-and-set. As large as the rights of mach-api.
 */
final class LeastOwner {
  private static final VarHandle CLOSED;

  static {
    try {
      CLOSED = MethodHandles.lookup().findVarHandle(LeastOwner.class, "closed", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Calls calls;
  private final int name;

  @SuppressWarnings("unused") // through CLOSED
  private volatile int closed;

  // Room for as much as a right knows besides.
  private Object first;
  private Object second;

  LeastOwner(Calls calls, int name) {
    this.calls = calls;
    this.name = name;
  }

  int name() {
    return name;
  }

  void close() {
    if (CLOSED.compareAndSet(this, 0, 1)) {
      calls.raw.mach_port_deallocate(Calls.TASK, name);
    }
  }
}
