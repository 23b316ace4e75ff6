package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_VM_SPACE;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.MessageConstants.MACH_RCV_HEADER_ERROR;
import static org.machapi.raw.MessageConstants.MACH_RCV_PORT_CHANGED;
import static org.machapi.raw.MessageConstants.MACH_RCV_PORT_DIED;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TOO_LARGE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.Threads;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;

/** A receipt that fails or waits: what is owned afterwards, and that the buffer is free again. */
@Tag("kernel")
@Timeout(60)
class ReceivedMessageFailureTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final ReceiveRight port = ReceiveRight.allocate(mach);
  private final MessageBuffer buffer = MessageBuffer.forMessagesOf(512);

  /** A message of the test's task to its own port, through a right made for it. */
  private RawMessage message() {
    return RawMessage.to(port.name(), MACH_MSG_TYPE_MAKE_SEND);
  }

  private ReceivedMessage receive() {
    ReceivedMessage message = ReceivedMessage.receive(port, buffer, Deadline.immediate());
    assertThat(message).isNotNull();
    return message;
  }

  private ReceivedMessage receiveOrNull(Deadline deadline) {
    return ReceivedMessage.receive(port, buffer, deadline);
  }

  /** Gives a client a send right to the port of the test; returns its name there. */
  private int grantSend(RemotePort client) {
    return kernel.task().grant(port.name(), MACH_MSG_TYPE_MAKE_SEND, client.owner());
  }

  // Failures

  @Test
  void aMessageThatIsTooLargeIsGoneAndNothingIsOwned() {
    RemotePort client = kernel.remotePort();
    int there = grantSend(client);
    SortedMap<Integer, String> before = kernel.snapshot();
    RawMessage.to(there, MACH_MSG_TYPE_COPY_SEND)
        .replyTo(client.receiveName(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
        .port(client.receiveName(), MACH_MSG_TYPE_MAKE_SEND)
        .zeros(800)
        .send(client.owner().library());
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> receiveOrNull(Deadline.immediate()))
        .withMessageStartingWith("mach_msg: MACH_RCV_TOO_LARGE (0x10004004): ")
        .withMessageContaining("Receiving from " + port)
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_RCV_TOO_LARGE));
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(client.receiveId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    // And the buffer is free.
    assertThat(receiveOrNull(Deadline.immediate())).isNull();
  }

  @Test
  void aMessageAsLargeAsTheBufferIsForFits() {
    message().zeros(512 - HEADER_SIZE).send(kernel.raw());
    try (ReceivedMessage received = receive()) {
      assertThat(received.size()).isEqualTo(512);
      assertThat(received.sender().pid()).isEqualTo(mach.task().pid());
    }
  }

  @Test
  void aClosedPortIsRefusedAndTheBufferIsFree() {
    ReceiveRight closed = ReceiveRight.allocate(mach);
    closed.close();
    kernel.calls().clear();
    assertThatIllegalStateException()
        .isThrownBy(() -> ReceivedMessage.receive(closed, buffer, Deadline.immediate()))
        .withMessageContaining("is closed");
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(receiveOrNull(Deadline.immediate())).isNull();
  }

  @Test
  void aRightToAnswerForWhichThePortSpaceHasNoRoomFailsTheReceiptAndIsDestroyed() {
    TestKernel small = TestKernel.create(KernelConfiguration.builder().maximumNames(20).build());
    ReceiveRight narrow = ReceiveRight.allocate(small.mach());
    RemotePort client = small.remotePort();
    SendRight send = narrow.makeSend();
    int there = small.task().grant(send.name(), MACH_MSG_TYPE_COPY_SEND, client.owner());
    RawMessage.to(there, MACH_MSG_TYPE_COPY_SEND)
        .replyTo(client.receiveName(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
        .send(client.owner().library());
    NativeBuffer out = NativeBuffer.allocate(4);
    while (small.raw().mach_port_allocate(small.self(), Right.DEAD_NAME.number(), out.pointer())
        == 0) {}
    SortedMap<Integer, String> before = small.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ReceivedMessage.receive(narrow, buffer, Deadline.immediate()))
        .withMessageStartingWith("mach_msg: MACH_RCV_HEADER_ERROR|MACH_MSG_IPC_SPACE")
        .satisfies(
            e ->
                assertThat(e.kernReturn().code() & MACH_RCV_HEADER_ERROR)
                    .isEqualTo(MACH_RCV_HEADER_ERROR));
    assertThat(small.snapshot()).isEqualTo(before);
    assertThat(client.receiveId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void memoryForWhichThereIsNoRoomIsLostAndTheMessageOwnsTheRest() {
    TestKernel small =
        TestKernel.create(KernelConfiguration.builder().maximumMemory(16_384).build());
    ReceiveRight narrow = ReceiveRight.allocate(small.mach());
    RemotePort carried = small.remotePort();
    long address = RawMessage.memoryOf(small.raw(), 1, 2, 3);
    RawMessage.to(narrow.name(), MACH_MSG_TYPE_MAKE_SEND)
        .id(9)
        .memory(MACH_MSG_OOL_DESCRIPTOR, address, 12)
        .port(carried.name(), MACH_MSG_TYPE_COPY_SEND)
        .send(small.raw());
    String before = small.type(carried.name()).toString();
    ReceivedMessage received = ReceivedMessage.receive(narrow, buffer, Deadline.immediate());
    assertThat(received).isNotNull();
    assertThat(received.outcome().code()).isEqualTo(MACH_RCV_BODY_ERROR | MACH_MSG_VM_SPACE);
    assertThat(received.outcome().isSuccess()).isFalse();
    assertThat(received.id()).isEqualTo(9);
    assertThat(small.references(carried.name(), Right.SEND)).isEqualTo(2);
    received.close();
    assertThat(small.references(carried.name(), Right.SEND)).isEqualTo(1);
    assertThat(small.type(carried.name())).hasToString(before);
  }

  // Waiting

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReceiveWaitsUntilAMessageComes(boolean limited) throws Exception {
    Deadline deadline = limited ? Deadline.in(Duration.ofSeconds(50)) : Deadline.none();
    kernel.calls().clear();
    Threads.Running<Integer> receiving = Threads.start(() -> receiveId(deadline));
    receiving.awaitStop();
    assertThat(receiving.result().isDone()).isFalse();
    message().id(55).send(kernel.raw());
    assertThat(receiving.await()).isEqualTo(55);
    int options = kernel.calls().calls("mach_msg").get(0).argument(1);
    assertThat((options & MACH_RCV_TIMEOUT) != 0).isEqualTo(limited);
  }

  private int receiveId(Deadline deadline) {
    try (ReceivedMessage received = receiveOrNull(deadline)) {
      return received == null ? RemotePort.NOTHING : received.id();
    }
  }

  @Test
  void aPortThatIsDestroyedMeanwhileEndsTheWaitAndNothingIsOwned() throws Exception {
    long guard = (long) kernel.calls().calls("mach_port_construct").get(0).arguments().get(2);
    Threads.Running<Integer> receiving = Threads.start(() -> receiveId(Deadline.none()));
    receiving.awaitStop();
    TestKernel.expectSuccess(
        "mach_port_destruct",
        kernel.raw().mach_port_destruct(kernel.self(), port.name(), 0, guard));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(receiving::await)
        .satisfies(
            e -> assertThat(e.kernReturn().code()).isIn(MACH_RCV_PORT_DIED, MACH_RCV_PORT_CHANGED));
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
    // The buffer is free.
    ReceiveRight other = ReceiveRight.allocate(mach);
    assertThat(ReceivedMessage.receive(other, buffer, Deadline.immediate())).isNull();
  }
}
