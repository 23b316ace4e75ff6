package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_VOUCHER;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_VOUCHER;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_LIMITS_INFO;

import java.util.Map;
import org.machapi.raw.NativeBuffer;

/** The routines that carry messages: every disposition, memory, and the ways to fail. */
final class MessageScenarios {
  private static final int SEND = MACH_SEND_MSG | MACH_SEND_TIMEOUT;
  private static final int RECEIVE = MACH_RCV_MSG | MACH_RCV_TIMEOUT;

  private MessageScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "mach_msg", MessageScenarios::oneBuffer,
        "mach_msg_overwrite", MessageScenarios::twoBuffers);
  }

  private static void oneBuffer(ScenarioTask task) {
    run(
        task,
        (message, option, name) ->
            task.calls()
                .mach_msg(
                    message.pointer(),
                    option,
                    message.size(),
                    ScenarioMessage.CAPACITY,
                    name,
                    0,
                    0));
  }

  private static void twoBuffers(ScenarioTask task) {
    for (NativeBuffer other :
        new NativeBuffer[] {null, NativeBuffer.allocate(ScenarioMessage.CAPACITY)}) {
      run(
          task,
          (message, option, name) ->
              task.calls()
                  .mach_msg_overwrite(
                      message.pointer(),
                      option,
                      message.size(),
                      ScenarioMessage.CAPACITY,
                      name,
                      0,
                      0,
                      other == null ? null : other.pointer(),
                      0));
    }
  }

  /** One of the routines that send, receive or do both with one buffer. */
  @FunctionalInterface
  interface Call {
    int with(ScenarioMessage message, int option, int name);
  }

  static void run(ScenarioTask task, Call call) {
    destinations(task, call);
    replyPorts(task, call);
    vouchers(task, call);
    rights(task, call);
    memory(task, call);
    failures(task, call);
  }

  /** Sends to a port by every kind of right, and receives each message there. */
  private static void destinations(ScenarioTask task, Call call) {
    int port = task.newReceiveRight();
    goesThrough(call, ScenarioMessage.to(port, MACH_MSG_TYPE_MAKE_SEND), port);
    goesThrough(call, ScenarioMessage.to(port, MACH_MSG_TYPE_MAKE_SEND_ONCE), port);
    int once = task.newSendOnceRightTo(port);
    goesThrough(call, ScenarioMessage.to(once, MACH_MSG_TYPE_MOVE_SEND_ONCE), port);
    int both = task.newReceiveAndSendRight();
    goesThrough(call, ScenarioMessage.to(both), both);
    goesThrough(call, ScenarioMessage.to(both, MACH_MSG_TYPE_MOVE_SEND), both);
  }

  private static void replyPorts(ScenarioTask task, Call call) {
    int port = task.newReceiveAndSendRight();
    int reply = task.newReceiveAndSendRight();
    for (int disposition :
        new int[] {
          MACH_MSG_TYPE_MAKE_SEND,
          MACH_MSG_TYPE_MAKE_SEND_ONCE,
          MACH_MSG_TYPE_COPY_SEND,
          MACH_MSG_TYPE_MOVE_SEND
        }) {
      goesThrough(call, ScenarioMessage.to(port).replyTo(reply, disposition), port);
    }
    int once = task.newSendOnceRight();
    goesThrough(call, ScenarioMessage.to(port).replyTo(once, MACH_MSG_TYPE_MOVE_SEND_ONCE), port);
    // The same name twice: a send right for the way there, and one for the way back.
    goesThrough(call, ScenarioMessage.to(port).replyTo(port, MACH_MSG_TYPE_MOVE_SEND), port);
  }

  private static void vouchers(ScenarioTask task, Call call) {
    int port = task.newReceiveAndSendRight();
    int voucher = VoucherScenarios.newVoucher(task);
    // Who does not ask for it does not get it.
    goesThrough(call, ScenarioMessage.to(port).voucher(voucher, MACH_MSG_TYPE_COPY_SEND), port);
    for (int disposition : new int[] {MACH_MSG_TYPE_COPY_SEND, MACH_MSG_TYPE_MOVE_SEND}) {
      ScenarioMessage message = ScenarioMessage.to(port).voucher(voucher, disposition);
      succeeds(call.with(message, SEND, 0));
      succeeds(call.with(message, RECEIVE | MACH_RCV_VOUCHER, port));
    }
    fails(
        MACH_SEND_INVALID_VOUCHER,
        call.with(
            ScenarioMessage.to(port, MACH_MSG_TYPE_MOVE_SEND)
                .voucher(task.newSendRight(), MACH_MSG_TYPE_MOVE_SEND),
            SEND,
            0));
  }

  private static void rights(ScenarioTask task, Call call) {
    int port = task.newReceiveAndSendRight();
    ScenarioMessage message =
        ScenarioMessage.to(port)
            .port(task.newReceiveRight(), MACH_MSG_TYPE_MOVE_RECEIVE)
            .port(task.newSendRight(2), MACH_MSG_TYPE_MOVE_SEND)
            .port(task.newSendRight(), MACH_MSG_TYPE_MOVE_SEND)
            .port(task.newSendOnceRight(), MACH_MSG_TYPE_MOVE_SEND_ONCE)
            .port(task.newSendRight(), MACH_MSG_TYPE_COPY_SEND)
            .port(task.newReceiveRight(), MACH_MSG_TYPE_MAKE_SEND)
            .port(task.newReceiveRight(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
            .port(task.newDeadName(), MACH_MSG_TYPE_COPY_SEND)
            .port(0, MACH_MSG_TYPE_COPY_SEND);
    goesThrough(call, message, port);
  }

  private static void memory(ScenarioTask task, Call call) {
    int port = task.newReceiveAndSendRight();
    goesThrough(call, ScenarioMessage.to(port).memory(task.newMemory(40_000), 40_000, false), port);
    goesThrough(call, ScenarioMessage.to(port).memory(task.newMemory(16_384), 16_384, true), port);
    long names = task.newMemory(8);
    ScenarioTask.memoryAt(names, 8).putInt(0, task.newSendRight());
    ScenarioTask.memoryAt(names, 8).putInt(4, task.newSendRight(3));
    goesThrough(
        call, ScenarioMessage.to(port).ports(names, 2, MACH_MSG_TYPE_MOVE_SEND, true), port);
  }

  private static void failures(ScenarioTask task, Call call) {
    int port = task.newReceiveAndSendRight();
    fails(MACH_RCV_TIMED_OUT, call.with(ScenarioMessage.to(port), RECEIVE, port));
    fails(
        MACH_SEND_INVALID_DEST,
        call.with(
            ScenarioMessage.to(task.unusedName())
                .port(task.newSendRight(), MACH_MSG_TYPE_MOVE_SEND),
            SEND,
            0));
    fails(
        MACH_SEND_INVALID_RIGHT,
        call.with(
            ScenarioMessage.to(port)
                .port(task.newSendRight(), MACH_MSG_TYPE_MOVE_SEND)
                .port(task.newPortSet(), MACH_MSG_TYPE_MOVE_SEND),
            SEND,
            0));
    // It comes back with all its rights and its memory.
    task.memory().putInt(0, 1);
    succeeds(
        task.plain()
            .mach_port_set_attributes(task.self(), port, MACH_PORT_LIMITS_INFO, task.out(), 1));
    ScenarioMessage.to(port).sendBy(task.plain());
    fails(
        MACH_SEND_TIMED_OUT,
        call.with(
            ScenarioMessage.to(port, MACH_MSG_TYPE_MOVE_SEND)
                .replyTo(task.newReceiveRight(), MACH_MSG_TYPE_MAKE_SEND)
                .port(task.newSendRight(), MACH_MSG_TYPE_MOVE_SEND)
                .port(task.newReceiveRight(), MACH_MSG_TYPE_MOVE_RECEIVE)
                .port(task.newReceiveRight(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
                .memory(task.newMemory(16_384), 16_384, true),
            SEND,
            0));
  }

  /** Sends a message and receives it into the same buffer. */
  private static void goesThrough(Call call, ScenarioMessage message, int port) {
    succeeds(call.with(message, SEND, 0));
    succeeds(call.with(message, RECEIVE, port));
  }
}
