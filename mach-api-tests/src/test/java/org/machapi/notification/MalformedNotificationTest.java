package org.machapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.RecordingLibrary;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.MigErrorConstants;

/**
 * A message that comes from the kernel, with the number of a notification, but in another form:
 * what a true one brought is changed on its way.
 */
@Timeout(60)
@SuppressWarnings("try") // A request is held open, not used; what is closed early is the test.
class MalformedNotificationTest {
  private static final int AT_ONCE = MACH_MSG_TYPE_PORT_SEND_ONCE << 8;

  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final NotificationPort port = NotificationPort.allocate(mach);

  @AfterEach
  void closePort() {
    kernel.calls().restore("mach_msg");
    port.close();
  }

  /** Puts a message of the kernel into the buffer in place of the next that is received. */
  private void deliver(int id, int bits, int size, Consumer<Pointer> body) {
    port.port().makeSendOnce().close();
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, rest) -> {
              Object code = rest.call();
              Pointer message = (Pointer) arguments.get(0);
              message.putInt(MachMsgLayout.MSGH_ID, id);
              message.putInt(MachMsgLayout.MSGH_BITS, bits);
              message.putInt(MachMsgLayout.MSGH_SIZE, size);
              message.put(24, new byte[size], 0, size - 24);
              body.accept(message);
              // The audit token of the kernel is zeros.
              byte[] trailer = new byte[MachMsgTrailerLayout.AUDIT_TRAILER_SIZE];
              message.put((size + 3) & ~3, trailer, 0, trailer.length);
              return code;
            });
  }

  private void assertRefused(int code) {
    List<RecordingLibrary.Call> before = kernel.calls().calls("mach_port_deallocate");
    assertThatThrownBy(() -> port.receive(Deadline.immediate()))
        .isInstanceOf(MalformedMessageException.class)
        .isNotInstanceOf(ForgedNotificationException.class)
        .extracting(e -> ((MalformedMessageException) e).kernReturn().code())
        .isEqualTo(code);
    kernel.calls().restore("mach_msg");
    assertThat(kernel.calls().calls("mach_port_deallocate")).isEqualTo(before);
    assertThat(port.receive(Deadline.immediate())).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "65, 24", "65, 32", "65, 40", "66, 24", "66, 40", "70, 32", "70, 40", "72, 24", "72, 28",
    "72, 44", "71, 28", "71, 36"
  })
  void anotherSizeIsRefused(int id, int size) {
    deliver(id, AT_ONCE, size, message -> {});
    assertRefused(MigErrorConstants.MIG_BAD_ARGUMENTS);
  }

  @ParameterizedTest
  @CsvSource({"65", "66", "70", "72"})
  void aComplexMessageIsRefusedWhereASimpleOneIsDue(int id) {
    deliver(id, AT_ONCE | MACH_MSGH_BITS_COMPLEX, 36, message -> {});
    assertRefused(MigErrorConstants.MIG_BAD_ARGUMENTS);
  }

  @Test
  void aSimpleMessageIsRefusedWhereAComplexOneIsDue() {
    deliver(69, AT_ONCE, 40, message -> {});
    assertRefused(MigErrorConstants.MIG_BAD_ARGUMENTS);
  }

  @ParameterizedTest
  @CsvSource({"65, 36", "66, 36", "69, 40", "70, 36", "71, 24", "72, 36"})
  void aMessageThroughASendRightIsRefused(int id, int size) {
    int complex = id == 69 ? MACH_MSGH_BITS_COMPLEX : 0;
    deliver(id, MACH_MSG_TYPE_PORT_SEND << 8 | complex, size, message -> {});
    assertRefused(MigErrorConstants.MIG_BAD_ARGUMENTS);
  }

  @Test
  void aMessageThatExpectsAnAnswerIsRefusedAndTheRightReleased() {
    ReceiveRight replies = ReceiveRight.allocate(mach);
    int once = replies.makeSendOnce().relinquish();
    deliver(
        71,
        AT_ONCE | MACH_MSG_TYPE_PORT_SEND_ONCE,
        24,
        message -> message.putInt(MachMsgLayout.MSGH_REMOTE_PORT, once));
    assertThatThrownBy(() -> port.receive(Deadline.immediate()))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("answer");
    assertThat(kernel.type(once).bits()).isZero();
    replies.close();
  }

  @ParameterizedTest
  @CsvSource({
    // descriptors, type, disposition, size
    "0, 0, 16, 40",
    "1, 1, 16, 40",
    "1, 4, 16, 40",
    "1, 0, 0, 40",
    "2, 0, 16, 40"
  })
  void aDescriptorThatIsNoReceiveRightIsRefused(
      int descriptors, int type, int disposition, int size) {
    deliver(
        69,
        AT_ONCE | MACH_MSGH_BITS_COMPLEX,
        size,
        message -> descriptor(message, descriptors, type, disposition, 0));
    assertRefused(MigErrorConstants.MIG_TYPE_ERROR);
  }

  private static void descriptor(Pointer message, int count, int type, int disposition, int name) {
    int at = MachMsgLayout.DESCRIPTORS;
    message.putInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT, count);
    message.putInt(at + MachMsgLayout.PORT_DESCRIPTOR_NAME, name);
    message.putByte(at + MachMsgLayout.DESCRIPTOR_TYPE, (byte) type);
    message.putByte(at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION, (byte) disposition);
  }

  @Test
  void aSendRightInPlaceOfAReceiveRightIsReleased() {
    try (SendRight send = SendRight.adopt(mach, kernel.remotePort().name())) {
      int copy = send.copy().relinquish();
      deliver(
          69,
          AT_ONCE | MACH_MSGH_BITS_COMPLEX,
          40,
          message -> descriptor(message, 1, 0, MACH_MSG_TYPE_PORT_SEND, copy));
      assertThatThrownBy(() -> port.receive(Deadline.immediate()))
          .isInstanceOf(MalformedMessageException.class);
      assertThat(kernel.references(send.name(), Right.SEND)).isOne();
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-1"})
  void aReceiveRightThatFoundNoRoomIsToldWithoutOne(int name) {
    deliver(
        69,
        AT_ONCE | MACH_MSGH_BITS_COMPLEX,
        40,
        message -> descriptor(message, 1, 0, MACH_MSG_TYPE_PORT_RECEIVE, name));
    try (PortDestroyedNotification notification =
        (PortDestroyedNotification) port.receive(Deadline.immediate())) {
      assertThat(notification.name()).isEqualTo(name);
      assertThat(notification.takeReceiveRight()).isNull();
      assertThatThrownBy(notification::takeReceiveRight).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aReceiveRightThatCannotBeAdoptedIsReleasedWithItsMessage() {
    int name = kernel.newReceiveRight();
    kernel.makeSend(name);
    deliver(
        69,
        AT_ONCE | MACH_MSGH_BITS_COMPLEX,
        40,
        message -> descriptor(message, 1, 0, MACH_MSG_TYPE_PORT_RECEIVE, name));
    kernel.calls().fail("mach_port_guard", 5);
    assertThatThrownBy(() -> port.receive(Deadline.immediate()))
        .hasMessageContaining("mach_port_guard");
    kernel.calls().restore("mach_port_guard");
    assertThat(kernel.type(name)).hasToString("DEAD_NAME");
  }

  @Test
  void aReceiveThatFailsIsToldAsItIs() {
    kernel.calls().fail("mach_msg", 0x10004009);
    assertThatThrownBy(() -> port.receive(Deadline.immediate()))
        .isNotInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("MACH_RCV_PORT_DIED");
  }

  @Test
  void everyNumberOfANotificationIsKnown() {
    assertThat(IntStream.rangeClosed(0, 200).filter(Notification::isNotificationId).boxed())
        .containsExactly(65, 66, 69, 70, 71, 72);
  }
}
