package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.DeadNameException;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;

/** A destination that is dead or missing: the send fails and nothing is taken. */
@Tag("kernel")
@Timeout(60)
class FailedSendDestinationTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort server = kernel.remotePort();
  private final RemotePort client = kernel.remotePort();
  private final SendRight destination = SendRight.adopt(mach, server.name());
  private final SendRight carried = SendRight.adopt(mach, kernel.remotePort().name());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(64);

  @Test
  void aDeadDestinationIsSaidToBeDeadAndNothingIsTaken() {
    SendOnceRight reply = SendOnceRight.adopt(mach, client.grantSendOnce());
    try (ReceiveRight replyPort = ReceiveRight.allocate(mach)) {
      server.die();
      message.begin(1).copy(carried);
      SortedMap<Integer, String> before = kernel.snapshot();
      assertDead("mach_port_kobject", () -> message.send(destination, Deadline.immediate()));
      assertDead(
          "mach_port_kobject", () -> message.request(destination, replyPort, Deadline.immediate()));
      assertDead(
          "mach_port_kobject", () -> message.forward(destination, reply, Deadline.immediate()));
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(receiveId(replyPort)).isEqualTo(RemotePort.NOTHING);
    }
    destination.close();
    assertThat(kernel.type(server.name()).bits()).isZero();
    reply.close();
    assertThat(client.receiveId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void aDestinationThatDiesLaterIsFoundDeadByTheSendAndNothingIsTaken() {
    SendOnceRight reply = SendOnceRight.adopt(mach, client.grantSendOnce());
    try (ReceiveRight replyPort = ReceiveRight.allocate(mach)) {
      destination.kernelObject();
      server.die();
      message.begin(1).copy(carried);
      SortedMap<Integer, String> before = kernel.snapshot();
      assertDead("mach_msg", () -> message.send(destination, Deadline.immediate()));
      assertDead("mach_msg", () -> message.request(destination, replyPort, Deadline.immediate()));
      assertDead("mach_msg", () -> message.forward(destination, reply, Deadline.immediate()));
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(receiveId(replyPort)).isEqualTo(RemotePort.NOTHING);
    }
    message.begin(105).answer(reply, Deadline.immediate());
    assertThat(client.receiveId()).isEqualTo(105);
  }

  private static void assertDead(String routine, Runnable sending) {
    assertThatExceptionOfType(DeadNameException.class)
        .isThrownBy(sending::run)
        .withMessageContaining("is a dead name")
        .satisfies(e -> assertThat(e.routine()).isEqualTo(routine));
  }

  @Test
  void aDestinationThatSomebodyElseReleasedIsNotSaidToBeDead() {
    destination.kernelObject();
    kernel.deallocate(destination.name());
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.begin(1).send(destination, Deadline.immediate()))
        .satisfies(e -> assertThat(e).isNotInstanceOf(DeadNameException.class))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_INVALID_DEST));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void anAnswerToADeadClientLeavesTheRightToItsOwner() {
    SendRight reply = SendRight.adopt(mach, client.name());
    client.die();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(DeadNameException.class)
        .isThrownBy(() -> message.begin(105).answer(reply, Deadline.immediate()));
    assertThat(kernel.snapshot()).isEqualTo(before);
    reply.close();
    assertThat(kernel.type(client.name()).bits()).isZero();
  }

  @Test
  void anAnswerToAClientThatDiesMeanwhileLeavesTheRightToItsOwner() {
    SendRight reply = SendRight.adopt(mach, client.name());
    reply.kernelObject();
    client.die();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertDead("mach_msg", () -> message.begin(105).answer(reply, Deadline.immediate()));
    assertThat(kernel.snapshot()).isEqualTo(before);
    reply.close();
    assertThat(kernel.type(client.name()).bits()).isZero();
  }

  @Test
  void anAnswerThroughADeadSendOnceRightUsesItUpAndIsLost() {
    int name = client.grantSendOnce();
    SendOnceRight reply = SendOnceRight.adopt(mach, name);
    client.die();
    // As long as nobody has looked at the name, the kernel pretends that it was sent.
    message.begin(105).answer(reply, Deadline.immediate());
    assertThat(kernel.type(name).bits()).isZero();
    assertThatIllegalStateException().isThrownBy(reply::name).withMessageContaining("given away");
  }

  @Test
  void anAnswerThroughANameKnownToBeDeadLeavesItToItsOwner() {
    int name = client.grantSendOnce();
    SendOnceRight reply = SendOnceRight.adopt(mach, name);
    client.die();
    assertThat(reply.type().has(Right.DEAD_NAME)).isTrue();
    assertDead("mach_msg", () -> message.begin(105).answer(reply, Deadline.immediate()));
    assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(1);
    reply.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  private static int receiveId(ReceiveRight port) {
    try (ReceivedMessage received =
        ReceivedMessage.receive(port, MessageBuffer.forMessagesOf(256), Deadline.immediate())) {
      return received == null ? RemotePort.NOTHING : received.id();
    }
  }
}
