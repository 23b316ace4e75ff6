package org.machapi.contract;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.machapi.KernReturn;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachVariables;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;

/**
 * What a scenario works with: a task of a kernel of its own, whose calls are held to their
 * contracts, and the same task without that, to set things up.
 */
final class ScenarioTask {
  /** Bytes of the arrays that {@link #memory} has room for. */
  static final int MEMORY = 8192;

  private final SimulatedKernel kernel;
  private final SimulatedTask task;
  private final MachLibrary calls;
  private final MachLibrary plain;
  private final NativeBuffer memory = NativeBuffer.allocate(MEMORY);
  private final NativeBuffer setUp = NativeBuffer.allocate(64);

  ScenarioTask(KernelConfiguration configuration, ExecutionRecord executions) {
    kernel = SimulatedKernel.create(configuration);
    task = kernel.createTask("caller");
    plain = task.library();
    calls = CheckedLibrary.of(plain, task, executions);
  }

  private ScenarioTask(ScenarioTask same, MachLibrary calls) {
    this.kernel = same.kernel;
    this.task = same.task;
    this.plain = same.plain;
    this.calls = calls;
  }

  /** The same task, with calls of one routine turned into calls of another. */
  ScenarioTask calling(String routine, String other) {
    MachLibrary turned =
        (MachLibrary)
            Proxy.newProxyInstance(
                MachLibrary.class.getClassLoader(),
                new Class<?>[] {MachLibrary.class},
                (proxy, method, arguments) -> {
                  Method called =
                      method.getName().equals(routine)
                          ? MachLibrary.class.getMethod(other, method.getParameterTypes())
                          : method;
                  try {
                    return called.invoke(calls, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new ScenarioTask(this, turned);
  }

  SimulatedKernel kernel() {
    return kernel;
  }

  SimulatedTask task() {
    return task;
  }

  /** The calls that the scenario is about: each is held to its contract and counted. */
  MachLibrary calls() {
    return calls;
  }

  /** The same kernel for the same task, without a check. */
  MachLibrary plain() {
    return plain;
  }

  /** Whether the kernel is the newest of those that are simulated. */
  boolean isOnNewestKernel() {
    return kernel.configuration().generation() == KernelGeneration.XNU_11417;
  }

  /** The name of the task's own port. */
  int self() {
    return MachVariables.taskSelf(plain);
  }

  /** Memory for what calls read and write. */
  NativeBuffer memory() {
    return memory;
  }

  /** Memory for one value that a call writes: the start of {@link #memory}. */
  Pointer out() {
    return memory.pointer();
  }

  /** A place in {@link #memory}. */
  Pointer at(int offset) {
    return memory.pointer(offset);
  }

  /** The 32 bits that the last call wrote to {@link #out}. */
  int written() {
    return memory.getInt(0);
  }

  /** Makes a receive right. */
  int newReceiveRight() {
    return allocate(MACH_PORT_RIGHT_RECEIVE);
  }

  int newPortSet() {
    return allocate(MACH_PORT_RIGHT_PORT_SET);
  }

  int newDeadName() {
    return allocate(MACH_PORT_RIGHT_DEAD_NAME);
  }

  private int allocate(int right) {
    succeeds(plain.mach_port_allocate(self(), right, setUp.pointer()));
    return setUp.getInt(0);
  }

  /** Makes a receive right with a send right to it under the same name. */
  int newReceiveAndSendRight() {
    int name = newReceiveRight();
    succeeds(plain.mach_port_insert_right(self(), name, name, MACH_MSG_TYPE_MAKE_SEND));
    return name;
  }

  /** Makes a send right with so many user references; the receive right is another task's. */
  int newSendRight(int references) {
    SimulatedTask receiver = kernel.createTask("receiver");
    MachLibrary library = receiver.library();
    int receiverSelf = MachVariables.taskSelf(library);
    succeeds(library.mach_port_allocate(receiverSelf, MACH_PORT_RIGHT_RECEIVE, setUp.pointer()));
    int name = receiver.grant(setUp.getInt(0), MACH_MSG_TYPE_MAKE_SEND, task);
    succeeds(plain.mach_port_mod_refs(self(), name, MACH_PORT_RIGHT_SEND, references - 1));
    return name;
  }

  int newSendRight() {
    return newSendRight(1);
  }

  /** Makes a send-once right to a port of the task's own. */
  int newSendOnceRight() {
    return newSendOnceRightTo(newReceiveRight());
  }

  int newSendOnceRightTo(int receiver) {
    succeeds(
        plain.mach_port_extract_right(
            self(), receiver, MACH_MSG_TYPE_MAKE_SEND_ONCE, setUp.pointer(0), setUp.pointer(8)));
    return setUp.getInt(0);
  }

  /** Ends a receive right of the task's own, so that the other rights to its port die. */
  void destroyReceiveRight(int name) {
    succeeds(plain.mach_port_mod_refs(self(), name, MACH_PORT_RIGHT_RECEIVE, -1));
  }

  /** Makes another task and gives this one a send right to its task port. */
  int newTaskPort() {
    SimulatedTask other = kernel.createTask("other");
    return other.grant(MachVariables.taskSelf(other.library()), MACH_MSG_TYPE_COPY_SEND, task);
  }

  /** Makes a thread of the task that does nothing; the name of its port. */
  int newThreadPort() {
    return task.createThread().library().mach_thread_self();
  }

  /** A name that the task does not have, and can have. */
  int unusedName() {
    return 0x40003;
  }

  /** Allocates memory of the task's. */
  long newMemory(long size) {
    succeeds(plain.mach_vm_allocate(self(), setUp.pointer(), size, /* anywhere */ 1));
    return setUp.getLong(0);
  }

  /** Text as C has it. */
  static Pointer text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    NativeBuffer buffer = NativeBuffer.allocate(bytes.length + 1);
    buffer.bytes().put(0, bytes);
    return buffer.pointer();
  }

  /** Looks at memory by its address. */
  static Pointer memoryAt(long address, long size) {
    return Pointer.wrap(Runtime.getSystemRuntime(), address, size);
  }

  /** Waits for the end of a Java thread. */
  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fails the test if a call that should succeed did not. */
  static void succeeds(int result) {
    fails(0, result);
  }

  /** Fails the test if a call did not end with this code. */
  static void fails(int expected, int result) {
    if (result != expected) {
      throw new AssertionError(
          "expected " + new KernReturn(expected) + ", got " + new KernReturn(result));
    }
  }
}
