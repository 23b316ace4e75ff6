package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.TYPE;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.machapi.Mach;
import org.machapi.NameEntry;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.SendRight;
import org.machapi.message.Deadline;

/**
 * A handler in another task, to which messages are handed on. It handles a message at the moment
 * when the library under test is about to wait for the answer, so that one thread is enough.
 */
final class NextHandler {
  final FaultingTask task;
  final RemotePort port;
  final SendRight right;
  final ReceiveRight receiveRight;
  final ExceptionReceiver receiver;

  private NextHandler(FaultingTask task) {
    this.task = task;
    port = task.kernel.remotePort();
    right = SendRight.adopt(task.mach, port.name());
    receiveRight =
        ReceiveRight.adopt(Mach.of(port.owner().library(), "mach-sim"), port.receiveName());
    receiver = new ExceptionReceiver(receiveRight);
  }

  static NextHandler of(FaultingTask task) {
    return new NextHandler(task);
  }

  /** What the kernel says of this handler where it is set so. */
  ExceptionHandler wanting(ExceptionBehaviour behaviour, int flavour) {
    return new ExceptionHandler(TYPE.mask(), right, right.name(), behaviour, flavour);
  }

  ExceptionHandler wanting(ExceptionBehaviour behaviour) {
    return wanting(behaviour, FaultingTask.FLAVOUR);
  }

  /** Handles the next message so, as soon as somebody waits for the answer. */
  void answers(Consumer<ExceptionMessage> handling) {
    task.kernel
        .calls()
        .before(
            "mach_msg",
            () -> {
              try (ExceptionMessage message = receiver.receive(Deadline.immediate())) {
                if (message != null) {
                  restore();
                  handling.accept(message);
                }
              }
            });
  }

  /** Handles no more. */
  void restore() {
    task.kernel.calls().restore("mach_msg");
  }

  /** Receives what must be there. */
  ExceptionMessage receive() {
    return FaultingTask.receive(receiver);
  }

  void assertHasNothing() {
    assertThat(receiver.receive(Deadline.immediate())).isNull();
  }

  /** All names of its task and what they denote. */
  SortedMap<Integer, String> state() {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (NameEntry entry : receiveRight.mach().space().names()) {
      names.put(entry.name(), entry.toString());
    }
    return names;
  }
}
