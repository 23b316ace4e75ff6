package org.machapi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.machapi.raw.MachLibrary;

/**
 * Stands between the library under test and a kernel: writes down every call that gets as far as
 * the kernel's interface, and lets a test fail a routine or do something in the middle of a call.
 */
public final class RecordingLibrary {

  /** One call, and what it returned. */
  public record Call(String routine, List<Object> arguments, Object result) {
    /** An argument that is a name or another 32-bit number. */
    public int argument(int index) {
      return (int) arguments.get(index);
    }
  }

  /** Goes on to what a call would do without the test. */
  public interface Kernel {
    Object call() throws Throwable;
  }

  /** What a test does in place of a routine. */
  public interface Reaction {
    Object react(List<Object> arguments, Kernel kernel) throws Throwable;
  }

  /** Something that a test does in the middle of a call. */
  public interface Action {
    void run() throws Exception;
  }

  private final MachLibrary kernel;
  private final MachLibrary library;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Map<String, Reaction> reactions = new ConcurrentHashMap<>();

  public RecordingLibrary(MachLibrary kernel) {
    this.kernel = kernel;
    this.library =
        (MachLibrary)
            Proxy.newProxyInstance(
                MachLibrary.class.getClassLoader(),
                new Class<?>[] {MachLibrary.class},
                (proxy, method, arguments) -> handle(method, arguments));
  }

  /** The interface to give to the library under test. */
  public MachLibrary library() {
    return library;
  }

  private Object handle(Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(this, arguments);
    }
    List<Object> list = arguments == null ? List.of() : List.of(arguments);
    Reaction reaction = reactions.get(method.getName());
    Kernel rest = () -> pass(method, arguments);
    Object result = reaction == null ? rest.call() : reaction.react(list, rest);
    calls.add(new Call(method.getName(), list, result));
    return result;
  }

  private Object pass(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(kernel, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** From now on the test does what it likes in place of the routine. */
  public void on(String routine, Reaction reaction) {
    reactions.put(routine, reaction);
  }

  /** From now on the routine fails: the code is returned and the kernel not reached. */
  public void fail(String routine, int code) {
    on(routine, (arguments, kernel) -> code);
  }

  /** From now on every call of the routine does something first. */
  public void before(String routine, Action action) {
    on(
        routine,
        (arguments, kernel) -> {
          action.run();
          return kernel.call();
        });
  }

  /** Lets the routine be what it is again. */
  public void restore(String routine) {
    reactions.remove(routine);
  }

  /** Forgets the calls so far. */
  public void clear() {
    calls.clear();
  }

  /** All calls since the last {@link #clear()}, in the order in which they ended. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The calls of one routine. */
  public List<Call> calls(String routine) {
    return calls.stream().filter(call -> call.routine().equals(routine)).toList();
  }

  /** The names of the routines called, in the order in which they ended. */
  public List<String> routines() {
    return calls.stream().map(Call::routine).toList();
  }
}
