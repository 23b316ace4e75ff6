package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedTask;

@Timeout(60)
class TaskSpecialPortsTest {
  private final TestKernel kernel =
      TestKernel.create(KernelConfiguration.builder().bootstrapServer(true).build());
  private final Mach mach = kernel.mach();
  private final TaskSpecialPorts own = TaskSpecialPorts.of(mach.task());

  /** What a task keeps as a special port, read raw: the name that the test's task then owns. */
  private int kept(int task, TaskSpecialPort which) {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "task_get_special_port",
        kernel.raw().task_get_special_port(task, which.number(), out.pointer()));
    return out.getInt(0);
  }

  @Test
  void eachGetAddsOneReferenceAndCloseGivesItBack() {
    int variable = kernel.raw().bootstrap_port().get();
    int before = kernel.references(variable, Right.SEND);
    SendRight first = own.bootstrapPort();
    SendRight second = own.get(TaskSpecialPort.BOOTSTRAP);
    assertThat(first.name()).isEqualTo(variable);
    assertThat(second.name()).isEqualTo(variable);
    assertThat(kernel.references(variable, Right.SEND)).isEqualTo(before + 2);
    first.close();
    second.close();
    assertThat(kernel.references(variable, Right.SEND)).isEqualTo(before);
  }

  @Test
  void aPortThatNobodyKeepsIsNullAndOwnsNothing() {
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThat(own.get(TaskSpecialPort.DEBUG_CONTROL)).isNull();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskSpecialPort.class,
      names = {"KERNEL", "HOST", "NAME", "INSPECT", "READ"})
  void whatStandsForTheTaskItselfIsGivenAndGivenBack(TaskSpecialPort which) {
    SortedMap<Integer, String> before = kernel.snapshot();
    try (SendRight right = own.get(which)) {
      assertThat(right.type().has(Right.SEND)).isTrue();
      assertThat(right.kernelObject().isNone()).isFalse();
      assertThat(kernel.snapshot()).isNotEqualTo(before);
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void setKeepsACopyAndTheCallersRightStays() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    own.set(TaskSpecialPort.BOOTSTRAP, right);
    assertThat(kernel.references(right.name(), Right.SEND)).isEqualTo(1);
    right.close();
    assertThat(kernel.type(port.name()).bits()).isZero();
    try (SendRight again = own.bootstrapPort()) {
      assertThat(port.grantSend()).as("the same port").isEqualTo(again.name());
      kernel.deallocate(again.name());
    }
  }

  @Test
  void setWithoutARightClearsAndTheKernelDropsWhatItKept() {
    int port = kernel.newReceiveRight();
    kernel.makeSend(port);
    try (SendRight right = SendRight.adopt(mach, port)) {
      own.set(TaskSpecialPort.DEBUG_CONTROL, right);
    }
    assertThat(hasSendRights(port)).isTrue();
    own.set(TaskSpecialPort.DEBUG_CONTROL, null);
    assertThat(hasSendRights(port)).isFalse();
    assertThat(kept(kernel.self(), TaskSpecialPort.DEBUG_CONTROL)).isEqualTo(MACH_PORT_NULL);
  }

  @Test
  void setDropsTheRightThatWasKeptBefore() {
    int port = kernel.newReceiveRight();
    kernel.makeSend(port);
    try (SendRight first = SendRight.adopt(mach, port);
        SendRight second = SendRight.adopt(mach, kernel.remotePort().name())) {
      own.set(TaskSpecialPort.DEBUG_CONTROL, first);
      own.set(TaskSpecialPort.DEBUG_CONTROL, second);
    }
    assertThat(hasSendRights(port)).isFalse();
  }

  private boolean hasSendRights(int receiveRight) {
    try (ReceiveRight right = ReceiveRight.adopt(mach, receiveRight)) {
      boolean has = right.status().hasSendRights();
      right.relinquish();
      return has;
    }
  }

  @Test
  void whatIsKeptAndHasDiedIsNullAndOwnsNothing() {
    RemotePort port = kernel.remotePort();
    try (SendRight right = SendRight.adopt(mach, port.name())) {
      own.set(TaskSpecialPort.BOOTSTRAP, right);
    }
    port.die();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThat(kept(kernel.self(), TaskSpecialPort.BOOTSTRAP)).isEqualTo(MACH_PORT_DEAD);
    assertThat(own.bootstrapPort()).isNull();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aFailedSetLeavesTheRightWithItsOwnerAndTheOldOneWithTheKernel() {
    int port = kernel.newReceiveRight();
    kernel.makeSend(port);
    try (SendRight right = SendRight.adopt(mach, port)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> own.set(TaskSpecialPort.KERNEL, right))
          .withMessageContaining("task_set_special_port: KERN_NO_ACCESS (8)")
          .withMessageContaining("KERNEL of Task 0x");
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
    try (SendRight self = own.get(TaskSpecialPort.KERNEL)) {
      assertThat(self.name()).isEqualTo(mach.taskSelf());
    }
  }

  @Test
  void aPortThatCannotLeaveTheTaskIsRefusedWithAdvice() {
    try (SendRight read = own.get(TaskSpecialPort.READ)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> own.set(TaskSpecialPort.BOOTSTRAP, read))
          .withMessageContaining("KERN_INVALID_RIGHT")
          .withMessageContaining("use the special port KERNEL");
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void aWeakPortDoesNotGiveAStrongerOne() {
    try (SendRight inspect = own.get(TaskSpecialPort.INSPECT)) {
      TaskPort weak = TaskPort.adoptUnchecked(mach, inspect.copy().relinquish());
      try (weak) {
        SortedMap<Integer, String> before = kernel.snapshot();
        assertThatExceptionOfType(MachException.class)
            .isThrownBy(() -> TaskSpecialPorts.of(weak).get(TaskSpecialPort.READ))
            .withMessageContaining("KERN_INVALID_CAPABILITY")
            .withMessageContaining("ask the control port");
        assertThat(kernel.snapshot()).isEqualTo(before);
      }
    }
  }

  @Test
  void whatIsSetForAnotherTaskIsWhatThatTaskFinds() {
    SimulatedTask child = kernel.otherTask();
    int childName =
        child.grant(
            child.library().mach_task_self_().get(), MACH_MSG_TYPE_COPY_SEND, kernel.task());
    int port = kernel.newReceiveRight();
    kernel.makeSend(port);
    try (TaskPort task = TaskPort.adopt(mach, childName);
        SendRight right = SendRight.adopt(mach, port)) {
      TaskSpecialPorts.of(task).set(TaskSpecialPort.BOOTSTRAP, right);
    }
    Mach childs = Mach.of(child.library(), "child");
    try (SendRight found = TaskSpecialPorts.of(childs.task()).bootstrapPort();
        ReceiveRight receive = ReceiveRight.adopt(mach, port)) {
      assertThat(found.type().has(Right.SEND)).isTrue();
      assertThat(receive.status().hasSendRights()).isTrue();
    }
    assertThat(childs.library().bootstrap_port().get())
        .as("the variable stays what it was")
        .isNotEqualTo(MACH_PORT_NULL);
  }

  @ParameterizedTest
  @EnumSource(
      value = KernelGeneration.class,
      names = {"XNU_7195", "XNU_11417"})
  void aKernelObjectThatIsKeptIsGivenBackOnlyUpToMacOs12(KernelGeneration generation) {
    Mach its =
        TestKernel.create(KernelConfiguration.builder().generation(generation).build()).mach();
    try (HostPort host = HostPort.self(its)) {
      TaskSpecialPorts.of(its.task()).set(TaskSpecialPort.BOOTSTRAP, host);
      RegisteredPorts.register(its.task(), host);
      try (SendRight found = TaskSpecialPorts.of(its.task()).bootstrapPort();
          RegisteredPorts registered = RegisteredPorts.lookUp(its)) {
        assertThat(found == null).isEqualTo(generation == KernelGeneration.XNU_11417);
        assertThat(registered.at(0).name()).as("always").isEqualTo(host.name());
      }
    }
  }

  @Test
  void aTaskThatHasEndedHasNone() {
    SimulatedTask child = kernel.otherTask();
    int name =
        child.grant(
            child.library().mach_task_self_().get(), MACH_MSG_TYPE_COPY_SEND, kernel.task());
    try (TaskPort task = TaskPort.adopt(mach, name)) {
      child.terminate();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> TaskSpecialPorts.of(task).bootstrapPort());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {KernReturnConstants.KERN_FAILURE, KernReturnConstants.KERN_INVALID_ARGUMENT})
  void anErrorOfTheKernelAcquiresNothing(int code) {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("task_get_special_port", code);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(own::bootstrapPort)
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(code));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aClosedRightIsNotHandedToTheKernel() {
    SendRight right = SendRight.adopt(mach, kernel.remotePort().name());
    right.close();
    kernel.calls().clear();
    assertThatThrownBy(() -> own.set(TaskSpecialPort.BOOTSTRAP, right))
        .isInstanceOf(IllegalStateException.class);
    assertThat(kernel.calls().routines()).isEmpty();
  }

  @Test
  void theLoansEndWithTheCall() {
    SendRight right = SendRight.adopt(mach, kernel.remotePort().name());
    int name = right.name();
    kernel
        .calls()
        .before(
            "task_set_special_port",
            () -> {
              right.close();
              assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
            });
    own.set(TaskSpecialPort.DEBUG_CONTROL, right);
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void theNumbersAreThoseOfTheHeaders() {
    Set<Integer> numbers = new TreeSet<>();
    for (TaskSpecialPort port : TaskSpecialPort.values()) {
      numbers.add(port.number());
    }
    assertThat(numbers).containsExactly(1, 2, 3, 4, 5, 6, 9, 10, 11);
  }

  @ParameterizedTest
  @EnumSource(
      value = KernelGeneration.class,
      names = {"XNU_7195", "XNU_11417"})
  void theKernelPortOfAHardenedTaskIsAnotherNameThatCanBeKept(KernelGeneration generation) {
    boolean hardened = generation == KernelGeneration.XNU_11417;
    TestKernel its =
        TestKernel.create(
            KernelConfiguration.builder().generation(generation).hardenedTasks(hardened).build());
    TaskSpecialPorts ports = TaskSpecialPorts.of(its.mach().task());
    try (SendRight movable = ports.get(TaskSpecialPort.KERNEL)) {
      assertThat(movable.name() != its.mach().taskSelf()).isEqualTo(hardened);
      RegisteredPorts.register(its.mach().task(), movable);
    }
    if (hardened) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> RegisteredPorts.register(its.mach().task(), its.mach().task()))
          .withMessageContaining("KERN_INVALID_RIGHT");
    }
  }
}
