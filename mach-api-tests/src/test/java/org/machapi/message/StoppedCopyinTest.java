package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MessageConstants.MACH_MSG_VM_KERNEL;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_MEMORY;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_NO_GRANT_DEST;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.raw.NativeBuffer;

/**
 * How far the kernel came with a message that it could not take as a whole, where several rights
 * are moved: each object has to know what became of its own.
 */
@Timeout(60)
class StoppedCopyinTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort server = kernel.remotePort();
  private final SendRight destination = SendRight.adopt(mach, server.name());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(256);

  // Each has a copy, so that its name stays when it is moved, and one more reference beside it.
  private final SendRight first = Cargo.send(kernel);
  private final SendRight firstCopy = first.copy();
  private final SendRight second = Cargo.send(kernel);
  private final SendRight secondCopy = second.copy();
  private final SendRight third = Cargo.send(kernel);
  private final SendRight thirdCopy = third.copy();

  private void fails(int code) {
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.send(destination, Deadline.immediate()))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(code));
  }

  private static void assertGone(PortRight... rights) {
    for (PortRight right : rights) {
      assertThatIllegalStateException().isThrownBy(right::name).withMessageContaining("given away");
    }
  }

  /** Asserts that the kernel counts what the objects of the name believe. */
  private void assertReferences(SendRight held, int references) {
    assertThat(kernel.references(held.name(), Right.SEND)).isEqualTo(references);
  }

  @Test
  void aLentRightThatIsMissingIsWhereItStopped() {
    SendRight lost = Cargo.send(kernel);
    lost.kernelObject();
    kernel.deallocate(lost.name());
    message.begin(1).move(first).copy(lost).move(second).move(third);
    fails(MACH_SEND_INVALID_RIGHT);
    assertGone(first);
    assertReferences(firstCopy, 1);
    assertReferences(secondCopy, 2);
    assertReferences(thirdCopy, 2);
    assertThat(second.name()).isEqualTo(secondCopy.name());
    assertThat(third.name()).isEqualTo(thirdCopy.name());
  }

  @Test
  void aMovedSendRightThatIsMissingIsWhereItStopped() {
    SendRight lost = Cargo.send(kernel);
    lost.kernelObject();
    kernel.deallocate(lost.name());
    message.begin(1).move(first).move(lost).move(second);
    fails(MACH_SEND_INVALID_RIGHT);
    assertGone(first, lost);
    assertReferences(firstCopy, 1);
    assertReferences(secondCopy, 2);
    assertThat(second.name()).isPositive();
  }

  @Test
  void aMovedSendOnceRightThatIsMissingIsWhereItStopped() {
    SendOnceRight lost = Cargo.sendOnce(kernel);
    SendOnceRight taken = Cargo.sendOnce(kernel);
    SendOnceRight left = Cargo.sendOnce(kernel);
    kernel.deallocate(lost.name());
    message.begin(1).move(taken).move(first).move(lost).move(second).move(left);
    fails(MACH_SEND_INVALID_RIGHT);
    assertGone(taken, first, lost);
    assertReferences(firstCopy, 1);
    assertReferences(secondCopy, 2);
    assertThat(second.name()).isPositive();
    assertThat(kernel.type(left.name())).hasToString("SEND_ONCE");
  }

  @Test
  void aMovedReceiveRightThatIsMissingIsWhereItStopped() {
    ReceiveRight lost = ReceiveRight.allocate(mach);
    ReceiveRight left = ReceiveRight.allocate(mach);
    message.begin(1).move(first).move(lost).move(second).move(left);
    int name = lost.name();
    // Behind the back of the library, between its look at the right and the send.
    kernel.calls().before("mach_msg", () -> destroyReceiveRight(name));
    fails(MACH_SEND_INVALID_RIGHT);
    assertGone(first, lost);
    assertReferences(firstCopy, 1);
    assertReferences(secondCopy, 2);
    assertThat(second.name()).isPositive();
    assertThat(left.status().isGuarded()).isTrue();
  }

  private void destroyReceiveRight(int name) {
    NativeBuffer context = NativeBuffer.allocate(8);
    TestKernel.expectSuccess(
        "mach_port_get_context",
        kernel.raw().mach_port_get_context(kernel.self(), name, context.pointer()));
    TestKernel.expectSuccess(
        "mach_port_destruct",
        kernel.raw().mach_port_destruct(kernel.self(), name, 0, context.getLong(0)));
  }

  @Test
  void aRightMissingInAnArrayIsWhereItStopped() {
    SendRight lost = Cargo.send(kernel);
    lost.kernelObject();
    kernel.deallocate(lost.name());
    message.begin(1).moveAll(first, lost, second).move(third);
    long mapped = kernel.task().mappedBytes();
    fails(MACH_SEND_INVALID_RIGHT);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertGone(first, lost);
    assertReferences(firstCopy, 1);
    assertReferences(secondCopy, 2);
    assertReferences(thirdCopy, 2);
    second.close();
    third.close();
    assertReferences(secondCopy, 1);
    assertReferences(thirdCopy, 1);
  }

  @Test
  void ofTwoReferencesOfOneNameTheOneThatIsMissingIsTheSecond() {
    SendRight one = Cargo.send(kernel);
    SendRight two = one.copy();
    int name = one.name();
    one.kernelObject();
    two.kernelObject();
    kernel.deallocate(name);
    message.begin(1).move(one).move(two).move(first);
    fails(MACH_SEND_INVALID_RIGHT);
    assertGone(one, two);
    assertThat(kernel.type(name).bits()).isZero();
    assertReferences(firstCopy, 2);
    assertThat(first.name()).isPositive();
  }

  @Test
  void ifTwoAreMissingNoReferenceIsTakenThatBelongsToSomebodyElse() {
    SendOnceRight lost = Cargo.sendOnce(kernel);
    SendOnceRight alsoLost = Cargo.sendOnce(kernel);
    kernel.deallocate(lost.name());
    kernel.deallocate(alsoLost.name());
    message.begin(1).move(lost).move(first).move(alsoLost).move(second);
    fails(MACH_SEND_INVALID_RIGHT);
    assertGone(lost, alsoLost, first);
    // In truth the kernel stopped before it: one reference has no owner. Nothing worse happens.
    assertReferences(firstCopy, 2);
    first.close();
    assertReferences(firstCopy, 2);
    assertReferences(secondCopy, 2);
    second.close();
    assertReferences(secondCopy, 1);
  }

  @Test
  void unmappedMemoryIsWhereItStopped() {
    SendOnceRight left = Cargo.sendOnce(kernel);
    message
        .begin(1)
        .move(first)
        .memory(ByteBuffer.allocate(8))
        .memory(1 << 20, 8)
        .move(second)
        .move(left);
    fails(MACH_SEND_INVALID_MEMORY);
    assertGone(first);
    assertReferences(firstCopy, 1);
    assertReferences(secondCopy, 2);
    assertThat(second.name()).isPositive();
    assertThat(left.name()).isPositive();
  }

  @Test
  void ofTwoMemoriesThatMayBeUnmappedARightThatIsLeftShowsWhich() {
    long mapped = RawMessage.memoryOf(kernel.raw(), 1);
    SendOnceRight left = Cargo.sendOnce(kernel);
    message.begin(1).move(first).memory(1 << 20, 8).move(left).move(second).memory(mapped, 4);
    fails(MACH_SEND_INVALID_MEMORY);
    assertGone(first);
    assertReferences(firstCopy, 1);
    assertThat(left.name()).isPositive();
    assertReferences(secondCopy, 2);
    assertThat(second.name()).isPositive();
  }

  @Test
  void aMessageRefusedForItsDestinationTakesNoDescriptor() {
    // XNU osfmk/ipc/ipc_policy.c:ipc_validate_kmsg_header_from_user, after the header was taken.
    kernel.calls().fail("mach_msg", MACH_SEND_NO_GRANT_DEST);
    message.begin(1).move(first).move(second);
    fails(MACH_SEND_NO_GRANT_DEST);
    assertThat(first.name()).isPositive();
    assertThat(second.name()).isPositive();
  }

  @Test
  void withoutMemoryInTheKernelEachRightIsAskedForItself() {
    SendOnceRight once = Cargo.sendOnce(kernel);
    kernel.calls().fail("mach_msg", MACH_MSG_VM_KERNEL);
    message.begin(1).move(once).move(first).memory(ByteBuffer.allocate(4));
    fails(MACH_MSG_VM_KERNEL);
    assertThat(once.name()).isPositive();
    assertThat(first.name()).isPositive();
  }
}
