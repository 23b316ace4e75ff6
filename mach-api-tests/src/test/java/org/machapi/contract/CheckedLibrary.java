package org.machapi.contract;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Variable;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachVariables;
import org.machapi.sim.SimulatedTask;

/**
 * A library that holds every call to its contract: it reads what the task holds before and after,
 * and tells an {@link ExecutionRecord} what was executed and what was not as it should be.
 *
 * <p>Calls of other threads than the one that made this object (they may wait while others go on)
 * are passed on without a look; and so are calls that changed the names or the memory of another
 * task, for what they say of names is not about the caller's. Where such a call fails, the caller
 * has lost and gained as little as by any other.
 */
public final class CheckedLibrary implements InvocationHandler {
  private final MachLibrary library;
  private final SimulatedTask task;
  private final ExecutionRecord executions;
  private final Thread owner = Thread.currentThread();

  private CheckedLibrary(MachLibrary library, SimulatedTask task, ExecutionRecord executions) {
    this.library = library;
    this.task = task;
    this.executions = executions;
  }

  /**
   * Puts the checks before a library.
   *
   * @param library the kernel as one task sees it
   * @param task that task
   * @param executions where to note what was executed
   */
  public static MachLibrary of(
      MachLibrary library, SimulatedTask task, ExecutionRecord executions) {
    return (MachLibrary)
        Proxy.newProxyInstance(
            MachLibrary.class.getClassLoader(),
            new Class<?>[] {MachLibrary.class},
            new CheckedLibrary(library, task, executions));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class
        || method.getReturnType() == Variable.class
        || Thread.currentThread() != owner) {
      return pass(method, arguments);
    }
    Object[] passed = arguments == null ? new Object[0] : arguments;
    RoutineContract contract = RoutineContract.of(method);
    Holdings before = Holdings.read(library);
    long mappedBefore = task.mappedBytes();
    MessageContract message = contract.message() < 0 ? null : MessageContract.before(task, passed);
    Object result = pass(method, passed);
    long mapped = task.mappedBytes() - mappedBefore;
    Holdings after = before == null ? null : Holdings.read(library);
    if (after != null) {
      ObservedCall call = new ObservedCall(contract, passed, result, before, after, mapped);
      if (!call.succeeded() || isAboutOwnNames(contract, passed)) {
        List<String> violations =
            message == null ? ContractCheck.violations(call) : message.violations(call);
        List<String> held = new ArrayList<>(ContractCases.heldIn(call));
        held.addAll(message == null ? List.of() : message.casesHeldIn(call));
        executions.add(call, held, violations);
      }
    }
    return result;
  }

  /** Whether the names and the memory that the call is about are those of the calling task. */
  private boolean isAboutOwnNames(RoutineContract contract, Object[] arguments) {
    return !contract.isAboutNamesOfItsTask()
        || (Integer) arguments[0] == MachVariables.taskSelf(library);
  }

  private Object pass(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(library, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
