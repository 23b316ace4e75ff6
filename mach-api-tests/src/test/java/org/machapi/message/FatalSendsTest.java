package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.PortConstants.MPG_IMMOVABLE_RECEIVE;
import static org.machapi.raw.SpecialPortConstants.TASK_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.HostPort;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.TaskPort;
import org.machapi.TestKernel;
import org.machapi.ThreadPort;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.SimulatedTask;

/** What macOS kills a process for is refused before the kernel hears of it; nothing changes. */
@Timeout(60)
class FatalSendsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort server = kernel.remotePort();
  private final SendRight destination = SendRight.adopt(mach, server.name());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(64);

  private void assertRefusedBeforeTheCall(Runnable sending, String... words) {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().clear();
    assertThatIllegalArgumentException().isThrownBy(sending::run).withMessageContainingAll(words);
    assertThat(kernel.calls().routines()).doesNotContain("mach_msg");
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aKernelObjectIsRefusedAsDestinationBeforeTheKernelIsAsked() {
    SimulatedTask other = kernel.otherTask();
    int otherSelf = other.library().mach_task_self_().get();
    ReceiveRight replyPort = ReceiveRight.allocate(mach);
    RemotePort client = kernel.remotePort();
    SendOnceRight reply = SendOnceRight.adopt(mach, client.grantSendOnce());
    try (ThreadPort thread = ThreadPort.self(mach);
        HostPort host = HostPort.self(mach);
        TaskPort task =
            TaskPort.adopt(mach, other.grant(otherSelf, MACH_MSG_TYPE_COPY_SEND, kernel.task()))) {
      for (SendView object : List.of(thread, host, task, mach.task())) {
        String kind = object.kernelObject().toString();
        message.begin(3405);
        assertRefusedBeforeTheCall(() -> message.send(object, Deadline.immediate()), kind);
        assertRefusedBeforeTheCall(
            () -> message.request(object, replyPort, Deadline.immediate()), kind);
        assertRefusedBeforeTheCall(
            () -> message.forward(object, reply, Deadline.immediate()), kind);
      }
    }
    // It is still the caller's.
    message.begin(105).answer(reply, Deadline.immediate());
    assertThat(client.receiveId()).isEqualTo(105);
    replyPort.close();
  }

  @Test
  void anAnswerToAKernelObjectIsRefusedBeforeTheKernelIsAsked() {
    // Who asks can name any send right of his as the place to answer to.
    TaskPort reply = mach.task().copy();
    SendRight sameInDisguise = SendRight.adoptUnchecked(mach, reply.relinquish());
    message.begin(105);
    assertRefusedBeforeTheCall(
        () -> message.answer(sameInDisguise, Deadline.immediate()), "IKOT_TASK_CONTROL");
    sameInDisguise.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {TASK_READ_PORT, TASK_INSPECT_PORT})
  void aPortThatMustNotTravelIsRefusedBeforeTheKernelIsAsked(int which) {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "task_get_special_port",
        kernel.raw().task_get_special_port(kernel.self(), which, out.pointer()));
    ReceiveRight replyPort = ReceiveRight.allocate(mach);
    SendOnceRight reply = SendOnceRight.adopt(mach, kernel.remotePort().grantSendOnce());
    SendRight immovable = SendRight.adopt(mach, out.getInt(0));
    Deadline now = Deadline.immediate();
    message.begin(1).copy(destination).copy(immovable);
    String why = "must not leave its task";
    assertRefusedBeforeTheCall(() -> message.send(destination, now), why);
    assertRefusedBeforeTheCall(() -> message.request(destination, replyPort, now), why);
    assertRefusedBeforeTheCall(() -> message.forward(destination, reply, now), why);
    assertRefusedBeforeTheCall(() -> message.answer(reply, now), why);
    // Nor may it travel as the right to answer.
    assertRefusedBeforeTheCall(() -> message.begin(1).forward(destination, immovable, now), why);
    immovable.close();
    reply.close();
    replyPort.close();
  }

  @Test
  void aReceiveRightIsNoRightToAnswer() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    // Under the same name; the kernel would move this one.
    SendRight send = port.makeSend();
    message.begin(1);
    assertRefusedBeforeTheCall(
        () -> message.forward(destination, port, Deadline.immediate()), "ReceiveRight");
    assertRefusedBeforeTheCall(() -> message.answer(port, Deadline.immediate()), "ReceiveRight");
    assertThat(port.references(Right.SEND)).isEqualTo(1);
    send.close();
    port.close();
  }

  @Test
  void anImmovableReceiveRightIsRefusedInEveryPlaceItCouldStandIn() {
    int name = kernel.newReceiveRight();
    TestKernel.expectSuccess(
        "mach_port_guard_with_flags",
        kernel.raw().mach_port_guard_with_flags(kernel.self(), name, 7, MPG_IMMOVABLE_RECEIVE));
    ReceiveRight immovable = ReceiveRight.adoptGuarded(mach, name, 7);
    ReceiveRight movable = ReceiveRight.allocate(mach);
    Deadline now = Deadline.immediate();
    message.begin(1).move(movable).move(immovable);
    assertRefusedBeforeTheCall(() -> message.send(destination, now), "immovable");
    message.begin(1).moveAll(movable, immovable);
    assertRefusedBeforeTheCall(() -> message.trySend(destination, now), "immovable");
    message.begin(1).moveGuarded(immovable);
    assertRefusedBeforeTheCall(() -> message.request(destination, movable, now), "immovable");
    assertRefusedBeforeTheCall(() -> message.tryRequest(destination, movable, now), "immovable");
    // Rights may be made from it.
    message.begin(1).makeSend(immovable).makeSendOnce(immovable).send(destination, now);
    immovable.close();
    movable.close();
  }

  @Test
  void theReceiveRightOfATimerIsRefusedBeforeTheKernelIsAsked() {
    ReceiveRight timer = ReceiveRight.adopt(mach, kernel.raw().mk_timer_create());
    message.begin(1).move(timer);
    assertRefusedBeforeTheCall(() -> message.send(destination, Deadline.immediate()), "IKOT_TIMER");
    timer.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {TASK_READ_PORT, TASK_INSPECT_PORT})
  void aPortThatMustNotTravelIsRefusedMovedAndInArraysToo(int which) {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "task_get_special_port",
        kernel.raw().task_get_special_port(kernel.self(), which, out.pointer()));
    SendRight immovable = SendRight.adopt(mach, out.getInt(0));
    Deadline now = Deadline.immediate();
    String why = "must not leave its task";
    message.begin(1).move(immovable);
    assertRefusedBeforeTheCall(() -> message.send(destination, now), why);
    message.begin(1).copyAll(destination, immovable);
    assertRefusedBeforeTheCall(() -> message.trySend(destination, now), why);
    message.begin(1).moveAll(destination, immovable);
    assertRefusedBeforeTheCall(() -> message.send(destination, now), why);
    immovable.close();
  }

  @Test
  void whatARightIsIsAskedOnlyOnce() {
    SendRight carried = SendRight.adopt(mach, kernel.remotePort().name());
    message.begin(1).copy(carried);
    message.send(destination, Deadline.immediate());
    kernel.calls().clear();
    message.send(destination, Deadline.immediate());
    message.send(destination, Deadline.immediate());
    assertThat(kernel.calls().routines()).containsExactly("mach_msg", "mach_msg");
  }
}
