package org.machapi.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;
import org.machapi.sim.RaisedException;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

/**
 * One task of a sequence: its simulated task, its threads, its symbols, and the calls that still
 * run.
 */
final class MachineTask {
  private final SimulatedTask simulated;
  private final LibraryDecorator decorator;
  private final Names names = new Names();
  private final int ownTaskPort;
  private final int stubReplyPort;
  private final List<SimulatedThread> threads = new ArrayList<>();
  private final List<MachLibrary> libraries = new ArrayList<>();
  private final Map<String, StartedCall> started = new LinkedHashMap<>();
  private final Map<Integer, Integer> exceptionRequests = new HashMap<>();
  private @Nullable RaisedException raised;
  private int inbox;
  private int seenAs;
  private boolean hasExited;

  MachineTask(SimulatedTask simulated, LibraryDecorator decorator) {
    SimulatedThread first = simulated.createThread();
    this.simulated = simulated;
    this.decorator = decorator;
    this.ownTaskPort = first.library().mach_task_self_().get();
    this.stubReplyPort = first.library().mach_reply_port();
    threads.add(first);
    libraries.add(decorator.decorate(simulated, first.library()));
    names.bind("$task", ownTaskPort);
  }

  void allocateInbox() {
    NativeBuffer name = NativeBuffer.allocate(4);
    int code =
        thread(0)
            .library()
            .mach_port_allocate(ownTaskPort, PortConstants.MACH_PORT_RIGHT_RECEIVE, name.pointer());
    if (code != 0) {
      throw new ReplayFailure("no inbox: " + TraceSymbols.kernReturn(code));
    }
    inbox = name.getInt(0);
    names.bind("$inbox", inbox);
  }

  void giveInboxTo(MachineTask other) {
    int peer = simulated.grant(inbox, MessageConstants.MACH_MSG_TYPE_MAKE_SEND, other.simulated);
    other.names.bind("$peer", peer);
  }

  SimulatedTask simulated() {
    return simulated;
  }

  Names names() {
    return names;
  }

  /**
   * The value of {@code mach_task_self_}, which stays what it is even if the right is given away.
   */
  int ownTaskPort() {
    return ownTaskPort;
  }

  /**
   * Whether the name is the reply port that the client stubs of the first thread keep. On macOS
   * each thread that makes calls through messages has one; the recordings hide it, but it counts
   * among the names in use.
   */
  boolean hides(int name) {
    return name == stubReplyPort;
  }

  /** The name of this task's port in the watching task. */
  int seenAs() {
    return seenAs;
  }

  void seenAs(int name) {
    seenAs = name;
  }

  MachLibrary library(int thread) {
    thread(thread);
    return libraries.get(thread);
  }

  /** A thread by the number that the recording gives it; 0 is the first. */
  SimulatedThread thread(int index) {
    if (index < 0 || index >= threads.size()) {
      throw new ReplayFailure("there is no thread " + index);
    }
    return threads.get(index);
  }

  /** Makes one more thread, and returns its number. */
  int createThread() {
    addThread(simulated.createThread());
    return threads.size() - 1;
  }

  private void addThread(SimulatedThread thread) {
    threads.add(thread);
    libraries.add(decorator.decorate(simulated, thread.library()));
  }

  void started(String label, StartedCall call) {
    started.put(label, call);
  }

  @Nullable StartedCall started(String label) {
    return started.get(label);
  }

  Iterable<StartedCall> startedCalls() {
    return started.values();
  }

  void settle() {
    for (StartedCall call : started.values()) {
      call.settle();
    }
  }

  void raised(RaisedException exception) {
    raised = exception;
  }

  @Nullable RaisedException raised() {
    return raised;
  }

  /** Notes the message id of an exception that was received with this reply right. */
  void exceptionRequest(int replyName, int id) {
    exceptionRequests.put(replyName, id);
  }

  int exceptionRequest(int replyName) {
    return exceptionRequests.getOrDefault(replyName, 0);
  }

  boolean hasExited() {
    return hasExited;
  }

  void terminate() {
    if (!hasExited) {
      hasExited = true;
      simulated.terminate();
    }
  }
}
