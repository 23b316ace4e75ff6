package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.ThreadPort;
import org.machapi.Threads;
import org.machapi.message.Deadline;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadStatusConstants;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.MachineArchitecture;
import org.machapi.sim.RaisedException;
import org.machapi.sim.SimulatedThread;

/**
 * A task on a simulated kernel of its own, with a thread that raises breakpoints and a port where
 * they can arrive. What {@link #state()} gives is the word of the kernel, not of the library.
 */
final class FaultingTask {
  static final ExceptionType TYPE = ExceptionType.BREAKPOINT;
  static final int SIGTRAP = 5;
  static final long CODE = 0x1_0000_0002L;
  static final long SUBCODE = 0x7fff_5fbf_f8a8L;
  static final int FLAVOUR = ThreadStatusConstants.x86_THREAD_STATE64;
  static final int STATE_WORDS = ThreadStatusConstants.x86_THREAD_STATE64_COUNT;
  static final ExceptionBehaviour DEFAULT_64 = ExceptionBehaviour.DEFAULT.with64BitCodes();

  final TestKernel kernel;
  final Mach mach;
  final SimulatedThread thread;
  final ThreadPort threadPort;
  final ReceiveRight port;
  final SendRight handler;
  final ExceptionReceiver receiver;

  private FaultingTask(KernelConfiguration.Builder configuration) {
    kernel = TestKernel.create(configuration.build());
    mach = kernel.mach();
    thread = kernel.task().createThread();
    threadPort = ThreadPort.adopt(mach, thread.library().mach_thread_self());
    port = ReceiveRight.allocate(mach);
    handler = port.makeSend();
    receiver = new ExceptionReceiver(port);
  }

  static FaultingTask create() {
    return with(KernelConfiguration.builder());
  }

  static FaultingTask with(KernelConfiguration.Builder configuration) {
    return new FaultingTask(configuration.architecture(MachineArchitecture.X86_64));
  }

  /** With the exceptions of macOS 15, protected identity included. */
  static FaultingTask onMacOs15(boolean developerMode) {
    return with(
        KernelConfiguration.builder()
            .generation(KernelGeneration.XNU_11417)
            .developerMode(developerMode));
  }

  /** As {@link #onMacOs15}, on Apple silicon; the flavour of its states is another one. */
  static FaultingTask onArm64() {
    return new FaultingTask(
        KernelConfiguration.builder()
            .generation(KernelGeneration.XNU_11417)
            .developerMode(true)
            .architecture(MachineArchitecture.ARM64));
  }

  /** Sends the thread's breakpoints to {@link #port}. */
  FaultingTask handledBy(ExceptionBehaviour behaviour) {
    return handledBy(behaviour, FLAVOUR);
  }

  FaultingTask handledBy(ExceptionBehaviour behaviour, int flavour) {
    ExceptionPorts.of(threadPort).set(TYPE.mask(), handler, behaviour, flavour);
    return this;
  }

  RaisedException raise() {
    return raise(CODE, SUBCODE);
  }

  RaisedException raise(long code, long subcode) {
    return thread.raise(TYPE.number(), code, subcode);
  }

  /** Receives what must be there. */
  ExceptionMessage receive() {
    return receive(receiver);
  }

  static ExceptionMessage receive(ExceptionReceiver receiver) {
    ExceptionMessage message = receiver.receive(Deadline.immediate());
    assertThat(message).as("an exception message that waits").isNotNull();
    return message;
  }

  /** All names of the task, what they denote, and how often. */
  SortedMap<Integer, String> state() {
    return kernel.snapshot();
  }

  /** How often the task has the right to its thread. */
  int threadReferences() {
    return kernel.references(threadPort.name(), Right.SEND);
  }

  /** How often the task has the right to itself. */
  int taskReferences() {
    return kernel.references(kernel.self(), Right.SEND);
  }

  int[] threadState() {
    return threadState(FLAVOUR, STATE_WORDS);
  }

  int[] threadState(int flavour, int room) {
    NativeBuffer out = NativeBuffer.allocate(room * Integer.BYTES);
    NativeBuffer count = NativeBuffer.allocate(Integer.BYTES);
    count.putInt(0, room);
    TestKernel.expectSuccess(
        "thread_get_state",
        kernel.raw().thread_get_state(threadPort.name(), flavour, out.pointer(), count.pointer()));
    int[] words = new int[count.getInt(0)];
    out.bytes().asIntBuffer().get(words);
    return words;
  }

  void setThreadState(int[] words) {
    setThreadState(FLAVOUR, words);
  }

  void setThreadState(int flavour, int[] words) {
    NativeBuffer in = NativeBuffer.allocate(words.length * Integer.BYTES);
    in.bytes().asIntBuffer().put(words);
    TestKernel.expectSuccess(
        "thread_set_state",
        kernel.raw().thread_set_state(threadPort.name(), flavour, in.pointer(), words.length));
  }

  /** A state in which every word is another one. */
  static int[] stateFrom(int first) {
    int[] words = new int[STATE_WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = first + i;
    }
    return words;
  }

  /** Waits until a server in another thread has answered. */
  static RaisedException answered(RaisedException raised) {
    Threads.awaitTrue(() -> !raised.isWaiting());
    return raised;
  }

  static void assertHandled(RaisedException raised) {
    assertThat(raised.outcome()).isNotNull();
    assertThat(raised.outcome().handled()).isTrue();
  }

  static void assertBecameSignal(RaisedException raised) {
    assertThat(raised.outcome()).isNotNull();
    assertThat(raised.outcome().handled()).isFalse();
    assertThat(raised.outcome().signal()).isEqualTo(SIGTRAP);
  }
}
