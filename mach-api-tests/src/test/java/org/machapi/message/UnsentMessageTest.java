package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_NO_BUFFER;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.DeadNameException;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;

/** A message that came back: what it owns, and what becomes of that. */
@Timeout(60)
class UnsentMessageTest {
  private static final Deadline NOW = Deadline.immediate();

  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort server = kernel.remotePort();
  private final SendRight destination = SendRight.adopt(mach, server.name());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(256);
  private final int waiting = server.fill();

  private void makeRoom() {
    for (int i = 0; i < waiting; i++) {
      server.receive();
    }
  }

  private int receiveId(ReceiveRight port) {
    try (ReceivedMessage received =
        ReceivedMessage.receive(port, MessageBuffer.forMessagesOf(256), NOW)) {
      return received == null ? RemotePort.NOTHING : received.id();
    }
  }

  private static void assertGone(List<PortRight> moved) {
    for (PortRight right : moved) {
      assertThatIllegalStateException().isThrownBy(right::name).withMessageContaining("given away");
    }
  }

  @Test
  void whatIsSentLeavesNoUnsentMessage() {
    makeRoom();
    SendRight moved = Cargo.send(kernel);
    ReceiveRight port = ReceiveRight.allocate(mach);
    assertThat(message.begin(1).move(moved).trySend(destination, NOW)).isNull();
    assertGone(List.of(moved));
    assertThat(message.begin(2).tryRequest(destination, port, NOW)).isNull();
    assertThat(server.receiveId()).isEqualTo(1);
    assertThat(server.receive().getInt(MSGH_REMOTE_PORT)).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void aClosedMessageGivesEverythingBack(Cargo cargo) {
    message.begin(1);
    SortedMap<Integer, String> empty = kernel.snapshot();
    List<PortRight> moved = cargo.load(kernel, message);
    SortedMap<Integer, String> loaded = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    UnsentMessage unsent = message.trySend(destination, NOW);
    assertThat(unsent.outcome().code()).isEqualTo(MACH_SEND_TIMED_OUT);
    assertThat(kernel.references(server.name(), Right.SEND)).isEqualTo(2);
    assertGone(moved);
    unsent.close();
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    if (moved.isEmpty()) {
      assertThat(kernel.snapshot()).isEqualTo(loaded);
    } else if (!cargo.name().endsWith("STAYS")) {
      assertThat(kernel.snapshot()).isEqualTo(empty);
    } else {
      // What another object owns of that name is left, once, or as a dead name.
      assertThat(kernel.snapshot()).hasSize(empty.size() + 1);
      assertThat(kernel.snapshot().values()).doesNotContain("SEND 2 0");
    }
    kernel.calls().clear();
    unsent.close();
    assertThat(kernel.calls().calls()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> unsent.resend(NOW));
  }

  @ParameterizedTest
  @EnumSource
  void aMessageIsSentAgainWithEverythingAsItCame(Cargo cargo) {
    message.begin(7);
    SortedMap<Integer, String> empty = kernel.snapshot();
    List<PortRight> moved = cargo.load(kernel, message);
    SortedMap<Integer, String> loaded = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    UnsentMessage unsent = message.data(ByteBuffer.allocate(8)).trySend(destination, NOW);
    assertThat(unsent.resend(NOW)).isFalse();
    assertThat(unsent.resend(NOW)).isFalse();
    assertThat(unsent.id()).isEqualTo(7);
    makeRoom();
    assertThat(unsent.resend(NOW)).isTrue();
    assertThat(server.receiveId()).isEqualTo(7);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    if (moved.isEmpty()) {
      assertThat(kernel.snapshot()).isEqualTo(loaded);
    } else if (!cargo.name().endsWith("STAYS")) {
      assertThat(kernel.snapshot()).isEqualTo(empty);
    }
    assertGone(moved);
    kernel.calls().clear();
    unsent.close();
    assertThat(kernel.calls().calls()).isEmpty();
  }

  @Test
  void theRightToAnswerGoesBackWithTheMessageAndItsPortIsTold() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    SortedMap<Integer, String> before = kernel.snapshot();
    UnsentMessage unsent = message.begin(1).tryRequest(destination, port, NOW);
    assertThat(kernel.snapshot()).hasSize(before.size() + 1);
    assertThat(receiveId(port)).isEqualTo(RemotePort.NOTHING);
    unsent.close();
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(receiveId(port)).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void aRequestIsSentAgainWithTheRightToAnswerThatCameBack() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    UnsentMessage unsent = message.begin(5).tryRequest(destination, port, NOW);
    makeRoom();
    assertThat(unsent.resend(NOW)).isTrue();
    NativeBuffer arrived = server.receive();
    assertThat(server.ownersReferences(arrived.getInt(MSGH_REMOTE_PORT), Right.SEND_ONCE))
        .isEqualTo(1);
    // No notification came in between.
    assertThat(receiveId(port)).isEqualTo(RemotePort.NOTHING);
    assertThat(port.status().sendOnceRights()).isEqualTo(1);
  }

  @Test
  void theOutgoingMessageIsEmptyAndCanBeUsedAtOnce() {
    SendRight moved = Cargo.send(kernel);
    UnsentMessage unsent = message.begin(1).move(moved).trySend(destination, NOW);
    assertThat(message.rights()).isZero();
    makeRoom();
    message.begin(2).data(ByteBuffer.allocate(252)).send(destination, NOW);
    assertThat(server.receiveId()).isEqualTo(2);
    assertThat(unsent.resend(NOW)).isTrue();
    assertThat(server.receiveId()).isEqualTo(1);
  }

  @Test
  void whatIsTakenIsTheTakersAndTheRestIsGivenBack() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    SendRight send = Cargo.send(kernel);
    SendOnceRight once = Cargo.sendOnce(kernel);
    ReceiveRight receive = ReceiveRight.allocate(mach);
    ReceiveRight guarded = ReceiveRight.allocate(mach);
    SendRight stays = Cargo.send(kernel);
    SortedMap<Integer, String> before = kernel.snapshot();
    message
        .begin(1)
        .move(send)
        .move(once)
        .move(receive)
        .moveGuarded(guarded)
        .memory(ByteBuffer.allocate(4))
        .copyAll(stays, stays);
    UnsentMessage unsent = message.tryRequest(destination, port, NOW);
    assertThat(unsent.descriptors()).isEqualTo(6);
    try (SendRight to = unsent.takeDestination();
        SendOnceRight answer = unsent.takeReplyRight();
        PortRight first = unsent.takeRight(0);
        PortRight second = unsent.takeRight(1);
        PortRight third = unsent.takeRight(2);
        PortRight fourth = unsent.takeRight(3);
        PortRight element = unsent.takeRight(5, 1)) {
      assertThat(to.name()).isEqualTo(server.name());
      assertThat(answer).isNotNull();
      assertThat(first).isInstanceOf(SendRight.class);
      assertThat(second).isInstanceOf(SendOnceRight.class);
      for (PortRight received : List.of(third, fourth)) {
        assertThat(((ReceiveRight) received).status().isGuarded()).isTrue();
      }
      assertThat(element.name()).isEqualTo(stays.name());
      assertThat(stays.references(Right.SEND)).isEqualTo(3);
      // Nothing is there twice.
      assertThat(unsent.takeDestination()).isNull();
      assertThat(unsent.takeReplyRight()).isNull();
      assertThat(unsent.takeRight(0)).isNull();
      assertThat(unsent.takeRight(3)).isNull();
      assertThat(unsent.takeRight(5, 1)).isNull();
      makeRoom();
      assertThatIllegalStateException()
          .isThrownBy(() -> unsent.resend(NOW))
          .withMessageContaining("taken out");
      unsent.close();
      assertThat(stays.references(Right.SEND)).isEqualTo(2);
      assertThat(receiveId(port)).isEqualTo(RemotePort.NOTHING);
    }
    SortedMap<Integer, String> after = kernel.snapshot();
    assertThat(after).hasSize(before.size() - 4).containsEntry(stays.name(), "SEND 1 0");
  }

  @Test
  void whatIsNotThereIsSaidSo() {
    UnsentMessage unsent =
        message
            .begin(1)
            .memory(ByteBuffer.allocate(4))
            .copyAll(destination)
            .trySend(destination, NOW);
    assertThat(unsent.takeReplyRight()).isNull();
    assertThatIllegalArgumentException().isThrownBy(() -> unsent.takeRight(0));
    assertThatIllegalArgumentException().isThrownBy(() -> unsent.takeRight(0, 0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> unsent.takeRight(1, 1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> unsent.takeRight(2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> unsent.takeRight(-1));
    unsent.close();
    for (Runnable use :
        List.<Runnable>of(
            unsent::id,
            unsent::descriptors,
            unsent::takeDestination,
            unsent::takeReplyRight,
            () -> unsent.takeRight(0),
            () -> unsent.takeRight(0, 0))) {
      assertThatIllegalStateException().isThrownBy(use::run).withMessageContaining("is closed");
    }
  }

  @Test
  void aReceiveRightThatCannotBeGuardedStaysWithTheMessage() {
    ReceiveRight receive = ReceiveRight.allocate(mach);
    SortedMap<Integer, String> before = kernel.snapshot();
    before.remove(receive.name());
    UnsentMessage unsent = message.begin(1).move(receive).trySend(destination, NOW);
    kernel.calls().fail("mach_port_guard", KernReturnConstants.KERN_INVALID_ARGUMENT);
    assertThatExceptionOfType(MachException.class).isThrownBy(() -> unsent.takeRight(0));
    kernel.calls().restore("mach_port_guard");
    unsent.close();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aDestinationThatHasDiedIsSaidToBeDeadAndTheMessageOwnsWhatItOwned() {
    SendRight moved = Cargo.send(kernel);
    SendRight sameName = moved.copy();
    int name = sameName.name();
    UnsentMessage unsent = message.begin(1).move(moved).trySend(destination, NOW);
    server.die();
    assertThatExceptionOfType(DeadNameException.class)
        .isThrownBy(() -> unsent.resend(NOW))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_INVALID_DEST));
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(2);
    unsent.close();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    destination.close();
    assertThat(kernel.type(server.name()).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void ifARightIsMissingTheRestIsGivenBackWhicheverSideItStands(Cargo cargo) {
    for (boolean before : new boolean[] {true, false}) {
      UnsentMessageTest fresh = new UnsentMessageTest();
      fresh.loseOne(cargo, before);
    }
  }

  private void loseOne(Cargo cargo, boolean before) {
    message.begin(1);
    SendRight lost = Cargo.send(kernel);
    // So that it comes back under the same name.
    int lostName = lost.copy().name();
    if (before) {
      message.move(lost);
    }
    SortedMap<Integer, String> empty = kernel.snapshot();
    empty.remove(lostName);
    List<PortRight> moved = cargo.load(kernel, message);
    SortedMap<Integer, String> loaded = kernel.snapshot();
    loaded.remove(lostName);
    if (!before) {
      message.move(lost);
    }
    long mapped = kernel.task().mappedBytes();
    UnsentMessage unsent = message.trySend(destination, NOW);
    kernel.addSendReferences(lostName, -2);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> unsent.resend(NOW))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_INVALID_RIGHT));
    assertThat(kernel.task().mappedBytes()).as("%s %s", cargo, before).isEqualTo(mapped);
    if (moved.isEmpty()) {
      assertThat(kernel.snapshot()).isEqualTo(loaded);
    } else if (!cargo.name().endsWith("STAYS")) {
      assertThat(kernel.snapshot()).isEqualTo(empty);
    } else {
      assertThat(kernel.snapshot().values()).doesNotContain("SEND 2 0");
    }
    assertThatIllegalStateException().isThrownBy(() -> unsent.resend(NOW));
    unsent.close();
  }

  @Test
  void memoryThatTheKernelHasTakenIsNotGivenBackAsSomebodyElseMayHaveItByNow() {
    SendRight lost = Cargo.send(kernel);
    int name = lost.copy().name();
    message.begin(1).memory(ByteBuffer.allocate(8)).copyAll(destination).move(lost);
    UnsentMessage unsent = message.trySend(destination, NOW);
    kernel.addSendReferences(name, -2);
    kernel.calls().clear();
    assertThatExceptionOfType(MachException.class).isThrownBy(() -> unsent.resend(NOW));
    assertThat(kernel.calls().routines()).doesNotContain("mach_vm_deallocate");
    // The reference in the array went with it, and that of the header: two of what were three.
    assertThat(destination.references(Right.SEND)).isEqualTo(1);
  }

  @Test
  void aMessageThatTheKernelDidNotEvenReadIsNoUnsentMessage() {
    SendRight moved = Cargo.send(kernel);
    kernel.calls().fail("mach_msg", MACH_SEND_NO_BUFFER);
    message.begin(1).move(moved);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.trySend(destination, NOW))
        .withMessageContaining("MACH_SEND_NO_BUFFER");
    assertThat(moved.name()).isPositive();
    kernel.calls().restore("mach_msg");
    // One that came back before is still there if sending it again fails so.
    UnsentMessage unsent = message.trySend(destination, NOW);
    kernel.calls().fail("mach_msg", MACH_SEND_NO_BUFFER);
    assertThat(unsent.resend(NOW)).isFalse();
    assertThat(unsent.outcome().code()).isEqualTo(MACH_SEND_NO_BUFFER);
    kernel.calls().restore("mach_msg");
    makeRoom();
    assertThat(unsent.resend(NOW)).isTrue();
  }

  @Test
  void whatFoundNoNameOnItsWayBackIsLostAndSaidSo() {
    TestKernel small = TestKernel.create(KernelConfiguration.builder().maximumNames(20).build());
    RemotePort full = small.remotePort();
    full.fill();
    SendRight to = SendRight.adopt(small.mach(), full.name());
    ReceiveRight replyPort = ReceiveRight.allocate(small.mach());
    NativeBuffer out = NativeBuffer.allocate(4);
    int code;
    do {
      code = small.raw().mach_port_allocate(small.self(), Right.DEAD_NAME.number(), out.pointer());
    } while (code == 0);
    SortedMap<Integer, String> before = small.snapshot();
    @Nullable UnsentMessage unsent = message.begin(1).tryRequest(to, replyPort, NOW);
    assertThat(unsent.outcome().code()).isEqualTo(MACH_SEND_TIMED_OUT | MACH_MSG_IPC_SPACE);
    assertThat(unsent.takeReplyRight()).isNull();
    unsent.close();
    assertThat(small.snapshot()).isEqualTo(before);
    assertThat(receiveId(replyPort)).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void aReplyPortThatSwallowsItsRightIsHeldWhileTheMessageIsSentAgain() {
    // What a kernel does whose reply ports are of a kind of their own: the send-once right is gone,
    // and the message asks for a new one.
    ReceiveRight port = ReceiveRight.allocate(mach);
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, rest) -> {
              Object code = rest.call();
              if (code.equals(MACH_SEND_TIMED_OUT)) {
                Pointer buffer = (Pointer) arguments.get(0);
                kernel.deallocate(buffer.getInt(MSGH_LOCAL_PORT));
                buffer.putInt(MSGH_LOCAL_PORT, port.name());
                int remote = buffer.getInt(MSGH_BITS) & 0x1f;
                buffer.putInt(MSGH_BITS, remote | MACH_MSG_TYPE_MAKE_SEND_ONCE << 8);
              }
              return code;
            });
    UnsentMessage unsent = message.begin(1).tryRequest(destination, port, NOW);
    kernel.calls().restore("mach_msg");
    assertThat(receiveId(port)).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(unsent.takeReplyRight()).isNull();
    makeRoom();
    assertThat(unsent.resend(NOW)).isTrue();
    NativeBuffer arrived = server.receive();
    assertThat(arrived.getInt(MSGH_SIZE)).isEqualTo(HEADER_SIZE);
    assertThat(arrived.getInt(MSGH_REMOTE_PORT)).isPositive();
    UnsentMessage late;
    server.fill();
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, rest) -> {
              Object code = rest.call();
              Pointer buffer = (Pointer) arguments.get(0);
              kernel.deallocate(buffer.getInt(MSGH_LOCAL_PORT));
              buffer.putInt(MSGH_LOCAL_PORT, port.name());
              int remote = buffer.getInt(MSGH_BITS) & 0x1f;
              buffer.putInt(MSGH_BITS, remote | MACH_MSG_TYPE_MAKE_SEND_ONCE << 8);
              return code;
            });
    late = message.begin(1).tryRequest(destination, port, NOW);
    kernel.calls().restore("mach_msg");
    port.close();
    // The number may be somebody else's by now, so it does not reach the kernel.
    kernel.calls().clear();
    assertThatIllegalStateException().isThrownBy(() -> late.resend(NOW));
    assertThat(kernel.calls().routines()).doesNotContain("mach_msg");
    late.close();
    assertThat(kernel.references(server.name(), Right.SEND)).isEqualTo(1);
  }
}
