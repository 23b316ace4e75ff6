package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.GUARDED_FLAGS;
import static org.machapi.raw.MachMsgLayout.GUARDED_NAME;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MachMsgLayout.OOL_ADDRESS;
import static org.machapi.raw.MachMsgLayout.OOL_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachMsgLayout.OOL_LENGTH;
import static org.machapi.raw.MachMsgLayout.OOL_PORTS_COUNT;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARDED_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_GUARD_FLAGS_IMMOVABLE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_PORTS_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_GUARDED_DESC;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.DeadName;
import org.machapi.Loan;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.OwnMemory;

/** What arrives of everything that a message can carry, and what is refused before it is sent. */
@Tag("kernel")
@Timeout(60)
class OutgoingCargoTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort server = kernel.remotePort();
  private final SendRight destination = SendRight.adopt(mach, server.name());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(128);

  private NativeBuffer sent() {
    message.send(destination, Deadline.immediate());
    return server.receive();
  }

  private static int disposition(NativeBuffer arrived, int at) {
    return arrived.bytes().get(at + PORT_DESCRIPTOR_DISPOSITION);
  }

  private static int type(NativeBuffer arrived, int at) {
    return arrived.bytes().get(at + DESCRIPTOR_TYPE);
  }

  private static ByteBuffer ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
    bytes.asIntBuffer().put(values);
    return bytes;
  }

  @Test
  void eachKindOfRightArrivesAsWhatItIs() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    message
        .begin(1)
        .copy(Cargo.send(kernel))
        .move(Cargo.send(kernel))
        .move(Cargo.sendOnce(kernel))
        .move(ReceiveRight.allocate(mach))
        .makeSend(port)
        .makeSendOnce(port)
        .data(ints(7));
    assertThat(message.rights()).isEqualTo(6);
    NativeBuffer arrived = sent();
    assertThat(arrived.getInt(MSGH_DESCRIPTOR_COUNT)).isEqualTo(6);
    int[] kinds = {
      MACH_MSG_TYPE_PORT_SEND,
      MACH_MSG_TYPE_PORT_SEND,
      MACH_MSG_TYPE_PORT_SEND_ONCE,
      MACH_MSG_TYPE_PORT_RECEIVE,
      MACH_MSG_TYPE_PORT_SEND,
      MACH_MSG_TYPE_PORT_SEND_ONCE
    };
    Right[] rights = {
      Right.SEND, Right.SEND, Right.SEND_ONCE, Right.RECEIVE, Right.SEND, Right.SEND_ONCE
    };
    int at = DESCRIPTORS;
    for (int i = 0; i < kinds.length; i++, at += PORT_DESCRIPTOR_SIZE) {
      assertThat(disposition(arrived, at)).isEqualTo(kinds[i]);
      assertThat(server.ownersReferences(arrived.getInt(at), rights[i])).isEqualTo(1);
    }
    assertThat(arrived.getInt(at)).isEqualTo(7);
    assertThat(port.status().makeSendCount()).isEqualTo(1);
    assertThat(port.status().sendOnceRights()).isEqualTo(1);
  }

  @Test
  void aReceiveRightTakesItsMessagesAlong() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    SendRight send = port.makeSend();
    message.begin(42).send(send, Deadline.immediate());
    message.begin(1).move(port);
    NativeBuffer arrived = sent();
    assertThat(kernel.type(send.name())).hasToString("SEND");
    NativeBuffer inner = NativeBuffer.allocate(256);
    TestKernel.expectSuccess(
        "mach_msg",
        server
            .owner()
            .library()
            .mach_msg(
                inner.pointer(),
                MACH_RCV_MSG | MACH_RCV_TIMEOUT,
                0,
                256,
                arrived.getInt(DESCRIPTORS),
                0,
                0));
    assertThat(inner.getInt(MSGH_ID)).isEqualTo(42);
  }

  @Test
  void aGuardedRightArrivesGuardedAndImmovable() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    int name = port.name();
    message.begin(1).moveGuarded(port).data(ints(9)).send(destination, Deadline.immediate());
    assertThat(kernel.type(name).bits()).isZero();
    NativeBuffer arrived = NativeBuffer.allocate(256);
    TestKernel.expectSuccess(
        "mach_msg",
        server
            .owner()
            .library()
            .mach_msg(
                arrived.pointer(),
                MACH_RCV_MSG | MACH_RCV_TIMEOUT | MACH_RCV_GUARDED_DESC,
                0,
                256,
                server.receiveName(),
                0,
                0));
    assertThat(type(arrived, DESCRIPTORS)).isEqualTo(MACH_MSG_GUARDED_PORT_DESCRIPTOR);
    assertThat(arrived.bytes().getShort(DESCRIPTORS + GUARDED_FLAGS))
        .isEqualTo((short) MACH_MSG_GUARD_FLAGS_IMMOVABLE_RECEIVE);
    assertThat(arrived.getInt(DESCRIPTORS + OOL_DESCRIPTOR_SIZE)).isEqualTo(9);
    // The receiver has it with a guard, and so as a library of its own would adopt it.
    Mach receiver = Mach.of(server.owner().library(), "receiver");
    try (ReceiveRight received =
        ReceiveRight.adoptGuarded(
            receiver, arrived.getInt(DESCRIPTORS + GUARDED_NAME), arrived.getLong(DESCRIPTORS))) {
      assertThat(received.status().isImmovable()).isTrue();
    }
  }

  @Test
  void anArrayArrivesInItsOrder() {
    SendRight first = Cargo.send(kernel);
    SendRight second = Cargo.send(kernel);
    message.begin(1).copyAll(first, second, first).moveAll(Cargo.sendOnce(kernel));
    assertThat(message.rights()).isEqualTo(4);
    NativeBuffer arrived = sent();
    assertThat(type(arrived, DESCRIPTORS)).isEqualTo(MACH_MSG_OOL_PORTS_DESCRIPTOR);
    assertThat(arrived.getInt(DESCRIPTORS + OOL_PORTS_COUNT)).isEqualTo(3);
    int[] names = OwnMemory.getInts(arrived.getLong(DESCRIPTORS + OOL_ADDRESS), 3);
    assertThat(names[0]).isEqualTo(names[2]).isNotEqualTo(names[1]);
    assertThat(server.ownersReferences(names[0], Right.SEND)).isEqualTo(2);
    assertThat(server.ownersReferences(names[1], Right.SEND)).isEqualTo(1);
    int next = DESCRIPTORS + OOL_DESCRIPTOR_SIZE;
    assertThat(disposition(arrived, next)).isEqualTo(MACH_MSG_TYPE_PORT_SEND_ONCE);
    int[] once = OwnMemory.getInts(arrived.getLong(next + OOL_ADDRESS), 1);
    assertThat(server.ownersReferences(once[0], Right.SEND_ONCE)).isEqualTo(1);
  }

  @Test
  void memoryArrivesWithTheBytesOfTheMomentOfTheSend() {
    ByteBuffer heap = ints(1, 2, 3, 4);
    ByteBuffer direct =
        ByteBuffer.allocateDirect(40_000).order(ByteOrder.nativeOrder()).putInt(20_000, 5);
    ByteBuffer readOnly = ints(6).asReadOnlyBuffer();
    long mapped = RawMessage.memoryOf(kernel.raw(), 7, 8);
    heap.position(4).limit(12);
    message
        .begin(1)
        .memory(heap)
        .memory(direct)
        .memory(readOnly)
        .memory(mapped + 4, 4)
        .data(ints(9));
    assertThat(message.rights()).isZero();
    // Where the buffers stand now does not matter any more, what is in them does.
    heap.clear().putInt(4, 22);
    NativeBuffer arrived = sent();
    int at = DESCRIPTORS;
    assertThat(type(arrived, at)).isEqualTo(MACH_MSG_OOL_DESCRIPTOR);
    assertThat(memory(arrived, at)).containsExactly(22, 3);
    assertThat(memory(arrived, at + 16)).hasSize(10_000).contains(5);
    assertThat(memory(arrived, at + 16)[5_000]).isEqualTo(5);
    assertThat(memory(arrived, at + 32)).containsExactly(6);
    assertThat(memory(arrived, at + 48)).containsExactly(8);
    assertThat(arrived.getInt(at + 64)).isEqualTo(9);
    assertThat(arrived.getInt(MSGH_SIZE)).isEqualTo(at + 68);
  }

  private static int[] memory(NativeBuffer arrived, int at) {
    return OwnMemory.getInts(
        arrived.getLong(at + OOL_ADDRESS), arrived.getInt(at + OOL_LENGTH) / 4);
  }

  @Test
  void aDeadNameArrivesAsTheDeadNameAndItsReferenceIsGone() {
    DeadName dead = DeadName.adopt(mach, kernel.newDeadName());
    SendRight died = SendRight.adopt(mach, kernel.newDeadName());
    int deadName = dead.name();
    message.begin(1).move(dead).copy(died);
    NativeBuffer arrived = sent();
    assertThat(arrived.getInt(DESCRIPTORS)).isEqualTo(MACH_PORT_DEAD);
    assertThat(arrived.getInt(DESCRIPTORS + PORT_DESCRIPTOR_SIZE)).isEqualTo(MACH_PORT_DEAD);
    assertThat(kernel.type(deadName).bits()).isZero();
    assertThat(kernel.references(died.name(), Right.DEAD_NAME)).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(dead::name).withMessageContaining("given away");
  }

  @Test
  void aDeadNameThatFoundNoRoomIsGoneAndItsObjectKnows() {
    server.fill();
    DeadName dead = DeadName.adopt(mach, kernel.newDeadName());
    int name = dead.name();
    message.begin(1).move(dead);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.send(destination, Deadline.immediate()));
    assertThat(kernel.type(name).bits()).isZero();
    assertThatIllegalStateException().isThrownBy(dead::name).withMessageContaining("given away");
  }

  @Test
  void aSendOnceRightMadeForASendThatFoundNoRoomIsToldToItsPort() {
    server.fill();
    ReceiveRight port = ReceiveRight.allocate(mach);
    message.begin(1).makeSendOnce(port);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.send(destination, Deadline.immediate()));
    assertThat(port.status().queuedMessages()).isEqualTo(1);
    try (ReceivedMessage told =
        ReceivedMessage.receive(port, MessageBuffer.forMessagesOf(128), Deadline.immediate())) {
      assertThat(told.id()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    }
  }

  @Test
  void nothingIsMovedTwiceInOneMessage() {
    SendRight send = Cargo.send(kernel);
    SendOnceRight once = Cargo.sendOnce(kernel);
    message.begin(1).move(send).move(once);
    assertThatIllegalStateException()
        .isThrownBy(() -> message.move(send))
        .withMessageContaining("moved in this message already");
    SendRight other = Cargo.send(kernel);
    assertThatIllegalStateException()
        .isThrownBy(() -> message.moveAll(other, send))
        .withMessageContaining("moved in this message already");
    assertThat(message.rights()).isEqualTo(2);
    // Nothing of the refused array is left.
    NativeBuffer arrived = sent();
    assertThat(arrived.getInt(MSGH_DESCRIPTOR_COUNT)).isEqualTo(2);
    assertThat(other.name()).isPositive();
  }

  @Test
  void whatIsLentAndMovedInOneMessageIsRefusedAndNothingIsSent() {
    SendRight right = Cargo.send(kernel);
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().clear();
    message.begin(1).copy(right).move(right);
    assertThatIllegalStateException()
        .isThrownBy(() -> message.send(destination, Deadline.immediate()))
        .withMessageContaining("in use");
    message.begin(1).move(right).copy(right);
    assertThatIllegalStateException()
        .isThrownBy(() -> message.send(destination, Deadline.immediate()))
        .withMessageContaining("given away");
    message.begin(1).move(destination);
    assertThatIllegalStateException()
        .isThrownBy(() -> message.send(destination, Deadline.immediate()))
        .withMessageContaining("in use");
    assertThat(kernel.calls().routines()).doesNotContain("mach_msg");
    assertThat(kernel.snapshot()).isEqualTo(before);
    right.close();
    destination.close();
    assertThat(kernel.snapshot()).hasSize(before.size() - 2);
  }

  @Test
  void aRightInUseIsNotMovedAndTheOthersStay() {
    SendRight used = Cargo.send(kernel);
    SendRight unused = Cargo.send(kernel);
    ReceiveRight lent = ReceiveRight.allocate(mach);
    message.begin(1).move(unused).makeSend(lent).move(used);
    try (Loan loan = used.lend()) {
      assertThat(loan.name()).isPositive();
      assertThatIllegalStateException()
          .isThrownBy(() -> message.send(destination, Deadline.immediate()))
          .withMessageContaining("in use");
    }
    NativeBuffer arrived = sent();
    assertThat(arrived.getInt(MSGH_DESCRIPTOR_COUNT)).isEqualTo(3);
    lent.close();
    assertThatIllegalStateException().isThrownBy(unused::name);
  }

  @Test
  void aRightThatIsClosedDuringTheCallGoesBackOnce() {
    server.fill();
    SendOnceRight once = Cargo.sendOnce(kernel);
    SendRight send = Cargo.send(kernel);
    ReceiveRight receive = ReceiveRight.allocate(mach);
    SortedMap<Integer, String> before = kernel.snapshot();
    before.keySet().removeAll(List.of(once.name(), send.name(), receive.name()));
    message.begin(1).move(once).copy(send).move(receive);
    kernel
        .calls()
        .before(
            "mach_msg",
            () -> {
              once.close();
              send.close();
              receive.close();
            });
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.send(destination, Deadline.immediate()));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void memoryAndRightsComeBeforeDataAndNeedRoom() {
    OutgoingMessage small = OutgoingMessage.withRoomFor(20);
    ReceiveRight port = ReceiveRight.allocate(mach);
    small.begin(1).memory(ints(1));
    for (Runnable adding :
        List.<Runnable>of(
            () -> small.memory(ints(1)),
            () -> small.memory(0, 1),
            () -> small.copyAll(destination),
            () -> small.moveGuarded(port),
            () -> small.makeSend(port))) {
      assertThatIllegalStateException().isThrownBy(adding::run).withMessageContaining("room");
    }
    message.begin(1).data(ints(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> message.memory(ints(1)))
        .withMessageContaining("before data");
    assertThatIllegalArgumentException().isThrownBy(() -> small.begin(1).memory(0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> small.begin(1).memory(0, 1L << 32));
  }

  @Test
  void moreRightsThanTheKernelTakesAreRefusedWhenTheyAreAdded() {
    SendRight[] many = new SendRight[MessageRights.MOST];
    Arrays.fill(many, destination);
    message.begin(1).copyAll(many);
    assertThatIllegalStateException()
        .isThrownBy(() -> message.copy(destination))
        .withMessageContaining("16382");
    NativeBuffer arrived = sent();
    assertThat(arrived.getInt(DESCRIPTORS + OOL_PORTS_COUNT)).isEqualTo(MessageRights.MOST);
    assertThat(destination.references(Right.SEND)).isEqualTo(1);
  }

  @Test
  void withoutMemoryForAnArrayNothingIsSentAndNothingIsTaken() {
    SendRight moved = Cargo.send(kernel);
    SortedMap<Integer, String> before = kernel.snapshot();
    message.begin(1).copyAll(destination).move(moved);
    kernel.calls().fail("mach_vm_allocate", KernReturnConstants.KERN_NO_SPACE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.send(destination, Deadline.immediate()))
        .withMessageContaining("KERN_NO_SPACE");
    kernel.calls().restore("mach_vm_allocate");
    assertThat(kernel.snapshot()).isEqualTo(before);
    sent();
    assertThatIllegalStateException().isThrownBy(moved::name);
  }
}
