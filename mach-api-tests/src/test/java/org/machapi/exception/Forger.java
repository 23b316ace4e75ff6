package org.machapi.exception;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;

import java.util.concurrent.atomic.AtomicInteger;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.SimulatedTask;

/** An ordinary task that has a send right to the handler and sends what looks like exceptions. */
final class Forger {
  /** What an answer says that did not come. */
  static final int NO_ANSWER = Integer.MIN_VALUE;

  private static final int RETURN_CODE = 32;

  private static final AtomicInteger UNLIKE_OTHERS = new AtomicInteger(50);

  final SimulatedTask task;
  final MachLibrary raw;
  final Mach mach;
  final int handler;
  final ReceiveRight replies;

  private final MessageBuffer buffer = MessageBuffer.forMessagesOf(8192);

  Forger(FaultingTask victim) {
    task = victim.kernel.otherTask();
    raw = task.library();
    mach = Mach.of(raw, "mach-sim");
    replies = ReceiveRight.allocate(mach);
    handler = victim.kernel.task().grant(victim.port.name(), MACH_MSG_TYPE_MAKE_SEND, task);
  }

  /**
   * One whose process has a number that no other test of this JVM meets: the log, where it is
   * named, is that of all of them.
   */
  static Forger unlikeOthers(FaultingTask victim) {
    for (int others = UNLIKE_OTHERS.incrementAndGet(); others > 0; others--) {
      victim.kernel.otherTask();
    }
    return new Forger(victim);
  }

  int self() {
    return raw.mach_task_self_().get();
  }

  /** A port of a thread of its own. */
  int thread() {
    return task.createThread().library().mach_thread_self();
  }

  /** A port of its own that stands for nothing. */
  int plainPort() {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "mach_port_allocate", raw.mach_port_allocate(self(), 1, out.pointer()));
    int name = out.getInt(0);
    TestKernel.expectSuccess(
        "mach_port_insert_right",
        raw.mach_port_insert_right(self(), name, name, MACH_MSG_TYPE_MAKE_SEND));
    return name;
  }

  /** Kills a port that {@link #plainPort} made: what is left is a dead name. */
  void kill(int name) {
    TestKernel.expectSuccess("mach_port_mod_refs", raw.mach_port_mod_refs(self(), name, 1, -1));
  }

  /** Sends to the handler, with a right to answer once. */
  void send(RawMessage message) {
    sendWithReply(message, replies.name(), MACH_MSG_TYPE_MAKE_SEND_ONCE);
  }

  void sendWithReply(RawMessage message, int replyName, int disposition) {
    TestKernel.expectSuccess(
        "mach_msg",
        message.to(handler, MACH_MSG_TYPE_COPY_SEND).replyTo(replyName, disposition).send(raw));
  }

  void sendWithoutReply(RawMessage message) {
    TestKernel.expectSuccess("mach_msg", message.to(handler).send(raw));
  }

  /** What the handler answered, or {@link #NO_ANSWER}. */
  int answer() {
    try (ReceivedMessage message = ReceivedMessage.receive(replies, buffer, Deadline.immediate())) {
      return message == null || message.id() < 100
          ? NO_ANSWER
          : message.bytes().getInt(RETURN_CODE);
    }
  }

  /** The number of the next message that came back, 0 if none. */
  int answerId() {
    try (ReceivedMessage message = ReceivedMessage.receive(replies, buffer, Deadline.immediate())) {
      return message == null ? 0 : message.id();
    }
  }
}
