package org.machapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.Mach;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.exception.RawMessage;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MigErrorConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.SimulatedTask;

/** An ordinary task has a right to a notification port and sends what looks like notifications. */
@Timeout(60)
@SuppressWarnings("try") // A request is held open, not used; what is closed early is the test.
class ForgedNotificationTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final NotificationPort port = NotificationPort.allocate(mach);
  private final SimulatedTask forger = kernel.otherTask();
  private final MachLibrary raw = forger.library();
  private final int target =
      kernel.task().grant(port.port().name(), MACH_MSG_TYPE_MAKE_SEND, forger);

  @AfterEach
  void closePort() {
    port.close();
  }

  /** Adds what a forger may put into a message behind its header. */
  interface Shape {
    void addTo(RawMessage message, ForgedNotificationTest test);
  }

  static Stream<Arguments> forgeries() {
    List<Named<Shape>> shapes =
        List.of(
            Named.of("no body", (message, test) -> {}),
            Named.of("a name", (message, test) -> message.ndr().ints(0x103)),
            Named.of(
                "a receive right",
                (message, test) -> message.port(test.newPort(), MACH_MSG_TYPE_MOVE_RECEIVE)),
            Named.of(
                "a send right",
                (message, test) -> message.port(test.newPort(), MACH_MSG_TYPE_MAKE_SEND)),
            Named.of(
                "a send-once right",
                (message, test) -> message.port(test.newPort(), MACH_MSG_TYPE_MAKE_SEND_ONCE)),
            Named.of(
                "two rights",
                (message, test) ->
                    message
                        .port(test.newPort(), MACH_MSG_TYPE_MOVE_RECEIVE)
                        .port(test.newPort(), MACH_MSG_TYPE_MOVE_RECEIVE)),
            Named.of("no right", (message, test) -> message.port(0, MACH_MSG_TYPE_MOVE_RECEIVE)),
            Named.of("no descriptor", (message, test) -> message.complex(0)),
            Named.of("memory", (message, test) -> message.memory(test.newMemory(), 64)),
            Named.of("much", (message, test) -> message.resize(800)),
            Named.of(
                "a right to answer",
                (message, test) -> message.replyTo(test.newPort(), MACH_MSG_TYPE_MAKE_SEND_ONCE)));
    return IntStream.of(65, 66, 69, 70, 71, 72)
        .boxed()
        .flatMap(id -> shapes.stream().map(shape -> Arguments.of(id, shape)));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void isRefusedWithItsSenderAndAllItsRightsReleased(int id, Shape shape) {
    RawMessage message = new RawMessage(id);
    shape.addTo(message, this);
    SortedMap<Integer, String> before = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    send(message, target, MACH_MSG_TYPE_COPY_SEND);
    ForgedNotificationException forgery =
        catchThrowableOfType(
            ForgedNotificationException.class, () -> port.receive(Deadline.immediate()));
    assertThat(forgery.messageId()).isEqualTo(id);
    assertThat(forgery.pid()).isEqualTo(pidOfForger());
    assertThat(forgery.kernReturn().code()).isEqualTo(MigErrorConstants.MIG_BAD_ID);
    assertThat(forgery).hasMessageContaining("process " + forgery.pid());
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertThat(port.receive(Deadline.immediate())).isNull();
  }

  @Test
  void aSendOnceRightMakesItNoTruer() {
    int once = kernel.task().grant(port.port().name(), MACH_MSG_TYPE_MAKE_SEND_ONCE, forger);
    send(new RawMessage(72).ndr().ints(0x103), once, MACH_MSG_TYPE_MOVE_SEND_ONCE);
    assertThatThrownBy(() -> port.receive(Deadline.immediate()))
        .isInstanceOf(ForgedNotificationException.class);
    assertThat(kernel.references(kernel.self(), Right.SEND)).isPositive();
  }

  @Test
  void aTrueNotificationBehindAForgedOneIsReceived() {
    RemotePort remote = kernel.remotePort();
    try (SendRight server = SendRight.adopt(mach, remote.name());
        NotificationRequest request = port.requestDeadName(server)) {
      send(new RawMessage(72).ndr().ints(server.name()), target, MACH_MSG_TYPE_COPY_SEND);
      remote.die();
      assertThatThrownBy(() -> port.receive(Deadline.immediate()))
          .isInstanceOf(ForgedNotificationException.class);
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isEqualTo(2);
      port.receive(Deadline.immediate()).close();
      assertThat(kernel.references(server.name(), Right.DEAD_NAME)).isOne();
    }
  }

  @Test
  void aMessageOfAnotherNumberIsNoNotification() {
    SortedMap<Integer, String> before = kernel.snapshot();
    send(
        new RawMessage(1000).port(newPort(), MACH_MSG_TYPE_MAKE_SEND),
        target,
        MACH_MSG_TYPE_COPY_SEND);
    assertThatThrownBy(() -> port.receive(Deadline.immediate()))
        .isInstanceOf(MalformedMessageException.class)
        .isNotInstanceOf(ForgedNotificationException.class)
        .hasMessageContaining("Message 1000 from process " + pidOfForger());
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aMessageLargerThanAnyNotificationIsRefused() {
    SortedMap<Integer, String> before = kernel.snapshot();
    send(
        new RawMessage(72).port(newPort(), MACH_MSG_TYPE_MAKE_SEND).resize(4096),
        target,
        MACH_MSG_TYPE_COPY_SEND);
    assertThatThrownBy(() -> port.receive(Deadline.immediate()))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("larger");
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(port.receive(Deadline.immediate())).isNull();
  }

  @Test
  void forgeriesInTheQueueAreReleasedWithThePort() {
    int name = port.port().name();
    for (int i = 0; i < 5; i++) {
      send(
          new RawMessage(69).port(newPort(), MACH_MSG_TYPE_MOVE_RECEIVE),
          target,
          MACH_MSG_TYPE_COPY_SEND);
    }
    SortedMap<Integer, String> before = kernel.snapshot();
    port.close();
    before.remove(name);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  private int newPort() {
    return kernel.newReceiveRightOf(forger);
  }

  private long newMemory() {
    NativeBuffer address = NativeBuffer.allocate(Long.BYTES);
    TestKernel.expectSuccess(
        "mach_vm_allocate",
        raw.mach_vm_allocate(raw.mach_task_self_().get(), address.pointer(), 64, 1));
    return address.getLong(0);
  }

  private void send(RawMessage message, int to, int disposition) {
    TestKernel.expectSuccess("mach_msg", message.to(to, disposition).send(raw));
  }

  /** The kernel's word on who sends: read from the trailer of an ordinary message. */
  private int pidOfForger() {
    int receiver = kernel.newReceiveRight();
    int right = kernel.task().grant(receiver, MACH_MSG_TYPE_MAKE_SEND, forger);
    send(new RawMessage(1), right, MACH_MSG_TYPE_COPY_SEND);
    NativeBuffer buffer = NativeBuffer.allocate(256);
    TestKernel.expectSuccess(
        "mach_msg",
        kernel.raw().mach_msg(buffer.pointer(), 2 | 3 << 24, 0, buffer.size(), receiver, 0, 0));
    kernel.destroyReceiveRight(receiver);
    return buffer.getInt(24 + 20 + 5 * Integer.BYTES);
  }
}
