package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;

import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.KernReturnConstants;
import org.machapi.sim.SimulatedTask;

@Tag("kernel")
@Timeout(60)
class RegisteredPortsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  private SendRight right() {
    return SendRight.adopt(mach, kernel.remotePort().name());
  }

  @Test
  void aTaskBeginsWithThreeEmptyPlaces() {
    SortedMap<Integer, String> before = kernel.snapshot();
    try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
      for (int place = 0; place < RegisteredPorts.PLACES; place++) {
        assertThat(ports.at(place)).isNull();
      }
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void eachLookUpAddsAReferenceForEachPlaceAndCloseGivesThemBack() {
    try (SendRight first = right();
        SendRight third = right()) {
      RegisteredPorts.register(mach.task(), first, null, third);
      SortedMap<Integer, String> before = kernel.snapshot();
      RegisteredPorts ports = RegisteredPorts.lookUp(mach);
      assertThat(ports.at(0).name()).isEqualTo(first.name());
      assertThat(ports.at(1)).isNull();
      assertThat(ports.at(2).name()).isEqualTo(third.name());
      assertThat(kernel.references(first.name(), Right.SEND)).isEqualTo(2);
      assertThat(kernel.references(third.name(), Right.SEND)).isEqualTo(2);
      ports.close();
      assertThat(kernel.snapshot()).isEqualTo(before);
      ports.close();
      assertThat(kernel.snapshot()).as("a second close does nothing").isEqualTo(before);
    }
  }

  @Test
  void theSamePortAtAllPlacesIsThreeReferences() {
    try (SendRight right = right()) {
      RegisteredPorts.register(mach.task(), right, right, right);
      try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
        assertThat(kernel.references(right.name(), Right.SEND)).isEqualTo(4);
        assertThat(ports.toString()).contains("SendRight");
      }
      assertThat(kernel.references(right.name(), Right.SEND)).isEqualTo(1);
    }
  }

  @Test
  void theMemoryOfTheAnswerIsGivenBack() {
    long before = kernel.task().mappedBytes();
    try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
      assertThat(ports).isNotNull();
      assertThat(kernel.task().mappedBytes()).isEqualTo(before);
    }
  }

  @Test
  void aBorrowedRightEndsWithTheContainerAndACopyDoesNot() {
    try (SendRight right = right()) {
      RegisteredPorts.register(mach.task(), right);
    }
    RegisteredPorts ports = RegisteredPorts.lookUp(mach);
    SendView view = ports.at(0);
    SendRight copy = view.copy();
    ports.close();
    assertThatThrownBy(view::name).isInstanceOf(IllegalStateException.class);
    assertThat(kernel.references(copy.name(), Right.SEND)).isEqualTo(1);
    copy.close();
  }

  @Test
  void registeringKeepsCopiesAndTheCallersRightsStay() {
    SendRight right = right();
    int name = right.name();
    RegisteredPorts.register(mach.task(), right);
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    right.close();
    assertThat(kernel.type(name).bits()).isZero();
    try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
      assertThat(ports.at(0).isDead()).isFalse();
    }
  }

  @Test
  void registeringDropsAllThreeThatWereThere() {
    try (SendRight first = right();
        SendRight second = right()) {
      RegisteredPorts.register(mach.task(), first, first, first);
      RegisteredPorts.register(mach.task(), second);
      try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
        assertThat(ports.at(0).name()).isEqualTo(second.name());
        assertThat(ports.at(1)).isNull();
        assertThat(ports.at(2)).isNull();
      }
    }
    RegisteredPorts.register(mach.task());
    try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
      assertThat(ports.at(0)).isNull();
    }
  }

  @Test
  void whatIsRegisteredAndHasDiedIsNullAndOwnsNothing() {
    RemotePort port = kernel.remotePort();
    try (SendRight right = SendRight.adopt(mach, port.name())) {
      RegisteredPorts.register(mach.task(), right);
    }
    port.die();
    SortedMap<Integer, String> before = kernel.snapshot();
    try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
      assertThat(ports.at(0)).isNull();
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void moreThanThreeAreRefusedBeforeTheKernelHearsOfIt() {
    try (SendRight right = right()) {
      kernel.calls().clear();
      assertThatThrownBy(() -> RegisteredPorts.register(mach.task(), right, null, null, right))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 places");
      assertThat(kernel.calls().routines()).isEmpty();
    }
  }

  @Test
  void thereIsNoFourthPlace() {
    try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
      assertThatThrownBy(() -> ports.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> ports.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void afterAFailureTheEarlierPortsAreRegisteredAndTheCallersRightsAreHis() {
    try (SendRight kept = right();
        SendRight good = right();
        SendRight read = TaskSpecialPorts.of(mach.task()).get(TaskSpecialPort.READ)) {
      RegisteredPorts.register(mach.task(), kept);
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> RegisteredPorts.register(mach.task(), good, read))
          .withMessageContaining("mach_ports_register: KERN_INVALID_RIGHT")
          .withMessageContaining("cannot leave its task");
      assertThat(kernel.snapshot()).isEqualTo(before);
      try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
        assertThat(ports.at(0).name()).isEqualTo(kept.name());
      }
    }
  }

  @Test
  void aFailedLookUpAcquiresNothing() {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("mach_ports_lookup", KernReturnConstants.KERN_NO_SPACE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> RegisteredPorts.lookUp(mach))
        .withMessageContaining("mach_ports_lookup: KERN_NO_SPACE");
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void onlyTheOwnTaskIsAskedSinceAnotherWouldCrashTheCaller() {
    RegisteredPorts.lookUp(mach).close();
    assertThat(kernel.calls().calls("mach_ports_lookup"))
        .singleElement()
        .satisfies(call -> assertThat(call.argument(0)).isEqualTo(mach.taskSelf()));
  }

  @Test
  void aClosedRightEndsTheLoansOfTheOthers() {
    SendRight first = right();
    SendRight closed = right();
    closed.close();
    kernel.calls().clear();
    assertThatThrownBy(() -> RegisteredPorts.register(mach.task(), first, closed))
        .isInstanceOf(IllegalStateException.class);
    assertThat(kernel.calls().routines()).isEmpty();
    int name = first.name();
    first.close();
    assertThat(kernel.type(name).bits()).as("no loan was left open").isZero();
  }

  @Test
  void theyCanBeRegisteredWithAnotherTaskWhichFindsThem() {
    SimulatedTask child = kernel.otherTask();
    int name =
        child.grant(
            child.library().mach_task_self_().get(), MACH_MSG_TYPE_COPY_SEND, kernel.task());
    int port = kernel.newReceiveRight();
    kernel.makeSend(port);
    try (TaskPort task = TaskPort.adopt(mach, name);
        SendRight right = SendRight.adopt(mach, port)) {
      RegisteredPorts.register(task, null, right);
    }
    try (RegisteredPorts found = RegisteredPorts.lookUp(Mach.of(child.library(), "child"))) {
      assertThat(found.at(0)).isNull();
      assertThat(found.at(1).type().has(Right.SEND)).isTrue();
    }
    try (RegisteredPorts ours = RegisteredPorts.lookUp(mach)) {
      assertThat(ours.at(1)).as("nothing is registered with the parent").isNull();
    }
  }
}
