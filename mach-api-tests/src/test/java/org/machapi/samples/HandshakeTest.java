package org.machapi.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.HostPort;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RegisteredPorts;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.TaskPort;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedTask;

/** A parent and a child that find each other without a bootstrap server. */
@Tag("kernel")
@Timeout(60)
class HandshakeTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach parent = kernel.mach();

  /**
   * Starts a child as XNU does, of which mach-sim has nothing: with copies of what is registered
   * with the parent.
   */
  private SimulatedTask startChild(TestKernel of) {
    SimulatedTask child = of.otherTask();
    Mach childs = Mach.of(child.library(), "child");
    try (RegisteredPorts inherited = RegisteredPorts.lookUp(of.mach());
        SendRight first = grant(of, inherited.at(0), child);
        SendRight second = grant(of, inherited.at(1), child);
        SendRight third = grant(of, inherited.at(2), child)) {
      RegisteredPorts.register(childs.task(), first, second, third);
    }
    return child;
  }

  private static SendRight grant(TestKernel of, SendView right, SimulatedTask child) {
    return right == null
        ? null
        : SendRight.adoptUnchecked(
            Mach.of(child.library(), "child"),
            of.task().grant(right.name(), MACH_MSG_TYPE_COPY_SEND, child));
  }

  private static int pid(SimulatedTask task) {
    return Mach.of(task.library(), "child").task().pid();
  }

  private static boolean report(SimulatedTask child) {
    return HandshakeChild.report(Mach.of(child.library(), "child"), Deadline.immediate());
  }

  @Test
  void theParentGetsTheTaskPortOfTheChildThatInherited() {
    SortedMap<Integer, String> before = kernel.snapshot();
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend()) {
      SimulatedTask child;
      try (HandshakeOffer offer = HandshakeOffer.of(right)) {
        assertThat(offer).isNotNull();
        child = startChild(kernel);
      }
      assertThat(report(child)).isTrue();
      try (TaskPort task = HandshakeParent.await(port, Deadline.immediate())) {
        assertThat(task.pid()).isEqualTo(pid(child));
        assertThat(kernel.references(task.name(), Right.SEND)).isEqualTo(1);
        task.suspend().close();
      }
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aParentThatHasTheChildsTaskPortCanLeaveTheRightThere() {
    SimulatedTask child = kernel.otherTask();
    int name =
        child.grant(
            child.library().mach_task_self_().get(), MACH_MSG_TYPE_COPY_SEND, kernel.task());
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend();
        TaskPort task = TaskPort.adopt(parent, name)) {
      RegisteredPorts.register(task, null, null, right);
      assertThat(report(child)).isTrue();
      try (TaskPort reported = HandshakeParent.await(port, Deadline.immediate())) {
        assertThat(reported.name()).isEqualTo(task.name());
      }
    }
  }

  @Test
  void aHardenedChildReportsByThePortThatMayTravel() {
    TestKernel hardened =
        TestKernel.create(
            KernelConfiguration.builder()
                .generation(KernelGeneration.XNU_11417)
                .hardenedTasks(true)
                .build());
    try (ReceiveRight port = ReceiveRight.allocate(hardened.mach());
        SendRight right = port.makeSend()) {
      SimulatedTask child;
      try (HandshakeOffer offer = HandshakeOffer.of(right)) {
        assertThat(offer).isNotNull();
        child = startChild(hardened);
      }
      assertThat(report(child)).isTrue();
      try (TaskPort task = HandshakeParent.await(port, Deadline.immediate())) {
        assertThat(task.pid()).isEqualTo(pid(child));
      }
    }
  }

  @Test
  void theChildKeepsNothing() {
    SimulatedTask child;
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend()) {
      try (HandshakeOffer offer = HandshakeOffer.of(right)) {
        assertThat(offer).isNotNull();
        child = startChild(kernel);
      }
      Mach childs = Mach.of(child.library(), "child");
      int before = childs.space().names().size();
      report(child);
      assertThat(childs.space().names()).hasSize(before);
    }
  }

  @Test
  void aChildWithoutAParentThatWaitsIsTold() {
    assertThat(report(startChild(kernel))).as("nothing was registered").isFalse();
    SimulatedTask child;
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend();
        HandshakeOffer offer = HandshakeOffer.of(right)) {
      assertThat(offer).isNotNull();
      child = startChild(kernel);
    }
    assertThat(report(child)).as("the parent has closed its port").isFalse();
  }

  @Test
  void theOfferPutsBackWhatWasRegistered() {
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend();
        SendRight other = SendRight.adopt(parent, kernel.remotePort().name())) {
      RegisteredPorts.register(parent.task(), other, null, other);
      try (HandshakeOffer offer = HandshakeOffer.of(right);
          RegisteredPorts now = RegisteredPorts.lookUp(parent)) {
        assertThat(offer).isNotNull();
        assertThat(now.at(0).name()).isEqualTo(other.name());
        assertThat(now.at(HandshakeChild.PLACE).name()).isEqualTo(right.name());
      }
      try (RegisteredPorts after = RegisteredPorts.lookUp(parent)) {
        assertThat(after.at(0).name()).isEqualTo(other.name());
        assertThat(after.at(1)).isNull();
        assertThat(after.at(2).name()).isEqualTo(other.name());
      }
      assertThat(kernel.references(other.name(), Right.SEND)).isEqualTo(1);
    }
  }

  @Test
  void anOfferThatTheKernelRefusesLeavesNothingBehind() {
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend();
        SendRight other = SendRight.adopt(parent, kernel.remotePort().name())) {
      RegisteredPorts.register(parent.task(), other);
      SortedMap<Integer, String> before = kernel.snapshot();
      kernel.calls().fail("mach_ports_register", 5);
      assertThatThrownBy(() -> HandshakeOffer.of(right)).isInstanceOf(MachException.class);
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void noChildInTimeIsNull() {
    try (ReceiveRight port = ReceiveRight.allocate(parent)) {
      assertThat(HandshakeParent.await(port, Deadline.immediate())).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, 16, 200})
  void aMessageThatIsNoHelloIsGivenBackAndTheNextIsWaitedFor(int bytes) {
    SimulatedTask child;
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend();
        HostPort host = HostPort.self(parent)) {
      try (HandshakeOffer offer = HandshakeOffer.of(right)) {
        assertThat(offer).isNotNull();
        child = startChild(kernel);
      }
      SortedMap<Integer, String> before = kernel.snapshot();
      OutgoingMessage junk = OutgoingMessage.withRoomFor(300);
      junk.begin(HandshakeChild.HELLO)
          .data(ByteBuffer.allocate(bytes))
          .send(right, Deadline.immediate());
      junk.begin(HandshakeChild.HELLO)
          .copy(host)
          .copy(host)
          .data(ByteBuffer.allocate(bytes))
          .send(right, Deadline.immediate());
      junk.begin(1).copy(host).send(right, Deadline.immediate());
      report(child);
      try (TaskPort task = HandshakeParent.await(port, Deadline.immediate())) {
        assertThat(task.pid()).isEqualTo(pid(child));
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void bytesThatLookLikeARightAreNoHello() {
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend()) {
      ByteBuffer forged = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
      forged.putInt(0, 1).putInt(4, kernel.self()).put(14, (byte) MACH_MSG_TYPE_PORT_SEND);
      SortedMap<Integer, String> before = kernel.snapshot();
      OutgoingMessage.withRoomFor(16)
          .begin(HandshakeChild.HELLO)
          .data(forged)
          .send(right, Deadline.immediate());
      assertThat(HandshakeParent.await(port, Deadline.immediate())).isNull();
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void aRightToSomethingElseIsNoHello() {
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend();
        HostPort host = HostPort.self(parent)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      OutgoingMessage.withRoomFor(16)
          .begin(HandshakeChild.HELLO)
          .copy(host)
          .send(right, Deadline.immediate());
      assertThat(HandshakeParent.await(port, Deadline.immediate())).isNull();
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void thePortOfAnotherTaskThanTheSendersIsNoHello() {
    SimulatedTask victim = kernel.otherTask();
    int name =
        victim.grant(
            victim.library().mach_task_self_().get(), MACH_MSG_TYPE_COPY_SEND, kernel.task());
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend();
        TaskPort task = TaskPort.adopt(parent, name)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      OutgoingMessage.withRoomFor(16)
          .begin(HandshakeChild.HELLO)
          .copy(task)
          .send(right, Deadline.immediate());
      assertThat(HandshakeParent.await(port, Deadline.immediate())).isNull();
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void aChildThatEndsBeforeTheParentLooksIsNoHello() {
    SimulatedTask child;
    try (ReceiveRight port = ReceiveRight.allocate(parent);
        SendRight right = port.makeSend()) {
      try (HandshakeOffer offer = HandshakeOffer.of(right)) {
        assertThat(offer).isNotNull();
        child = startChild(kernel);
      }
      SortedMap<Integer, String> before = kernel.snapshot();
      report(child);
      child.terminate();
      assertThat(HandshakeParent.await(port, Deadline.immediate())).isNull();
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }
}
