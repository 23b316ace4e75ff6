package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.DeadNameException;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TaskInspectPort;
import org.machapi.TaskPort;
import org.machapi.TaskReadPort;
import org.machapi.TestKernel;
import org.machapi.ThreadPortList;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionMask;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionType;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

/** The census of another task: what a read port tells, what a control port, what neither. */
@Tag("kernel")
@Timeout(60)
class CensusOfOtherTaskTest {
  private final TestKernel kernel =
      TestKernel.create(
          KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).build());
  private final Mach mach = kernel.mach();
  private final SimulatedTask other = kernel.otherTask();
  private final int otherSelf = other.library().mach_task_self_().get();
  private final TaskPort task = Raw.controlPort(kernel, other);

  @AfterEach
  void close() {
    task.close();
  }

  private Census take() {
    SortedMap<Integer, String> before = kernel.snapshot();
    Census census = Census.take(task);
    assertThat(kernel.snapshot()).isEqualTo(before);
    return census;
  }

  private int references(int name, Right right) {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "mach_port_get_refs",
        other.library().mach_port_get_refs(otherSelf, name, right.number(), out.pointer()));
    return out.getInt(0);
  }

  private int otherPortWithSend(int references) {
    int name = kernel.newReceiveRightOf(other);
    TestKernel.expectSuccess(
        "mach_port_insert_right",
        other.library().mach_port_insert_right(otherSelf, name, name, MACH_MSG_TYPE_MAKE_SEND));
    TestKernel.expectSuccess(
        "mach_port_mod_refs",
        other
            .library()
            .mach_port_mod_refs(
                otherSelf, name, PortConstants.MACH_PORT_RIGHT_SEND, references - 1));
    return name;
  }

  @Test
  void aReadPortTellsNamesReferencesAndQueues() {
    int name = otherPortWithSend(3);
    try (TaskReadPort read = task.readPort()) {
      SortedMap<Integer, String> before = kernel.snapshot();
      Census census = Census.take(read);
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(census.pid()).isEqualTo(task.pid());
      CensusEntry entry = census.find(name);
      assertThat(entry.references())
          .isEqualTo(Map.of(Right.SEND, references(name, Right.SEND), Right.RECEIVE, 1));
      assertThat(entry.receive().queueLimit()).isEqualTo(5);
      assertThat(entry.receive().makeSendCount()).isEqualTo(1);
      assertThat(entry.receive().context()).isZero();
      assertThat(entry.receive().requests()).as("not told, and not 0").isNull();
      assertThat(entry.unread()).isEmpty();
      assertThat(census.unread()).singleElement().asString().contains("need a control port");
    }
  }

  @Test
  void aReadPortFindsOutThatASendRightIsDead() {
    int name = kernel.newReceiveRight();
    int there = kernel.task().grant(name, MACH_MSG_TYPE_MAKE_SEND, other);
    // As XNU lists it until somebody uses the name; mach-sim lists it as dead at once.
    try (TaskReadPort read = task.readPort()) {
      kernel
          .calls()
          .on(
              "mach_port_kobject",
              (arguments, rest) ->
                  (int) arguments.get(0) == read.name() && (int) arguments.get(1) == there
                      ? KERN_INVALID_NAME
                      : rest.call());
      CensusEntry entry = Census.take(TaskReadPort.adoptUnchecked(mach, read.name())).find(there);
      assertThat(entry.standsFor().kind()).isEqualTo(PortKind.DEAD);
      assertThat(entry.references()).isEqualTo(Map.of(Right.DEAD_NAME, 1));
      assertThat(entry.unread()).isEmpty();
      kernel.calls().restore("mach_port_kobject");
    }
    kernel.destroyReceiveRight(name);
  }

  @Test
  void aControlPortTellsRequestsDeadNamesAndTheTaskItself() {
    int dead = kernel.newReceiveRight();
    int there = kernel.task().grant(dead, MACH_MSG_TYPE_MAKE_SEND, other);
    int name = otherPortWithSend(1);
    kernel.destroyReceiveRight(dead);
    Census census = take();
    assertThat(census.unread()).isEmpty();
    assertThat(census.find(there).isDead()).isTrue();
    assertThat(census.find(there).references())
        .containsEntry(Right.DEAD_NAME, references(there, Right.DEAD_NAME));
    assertThat(census.find(name).receive().requests()).isZero();
    StandsFor self = census.find(otherSelf).standsFor();
    assertThat(self.kind()).isEqualTo(PortKind.OWN_TASK);
    assertThat(self.pid()).isEqualTo(task.pid());
  }

  @Test
  void threadsAreJoinedByTheNumberOfTheirPort() {
    List<Integer> names = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      SimulatedThread thread = other.createThread();
      names.add(thread.library().mach_thread_self());
    }
    Census census = take();
    List<Long> ids = new ArrayList<>();
    try (ThreadPortList threads = task.threads()) {
      threads.forEach(thread -> ids.add(thread.threadId()));
    }
    for (int name : names) {
      StandsFor thread = census.find(name).standsFor();
      assertThat(thread.kind()).isEqualTo(PortKind.THREAD);
      assertThat(thread.threadId()).isIn(ids);
      assertThat(thread.isOwnThread()).isTrue();
    }
  }

  @Test
  void rolesAreJoinedByTheNumberOfThePort() {
    int name = otherPortWithSend(1);
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight mine = port.makeSend()) {
      int here = other.grant(name, MACH_MSG_TYPE_MAKE_SEND, kernel.task());
      try (SendRight handler = SendRight.adopt(mach, here)) {
        ExceptionPorts.of(task)
            .set(
                ExceptionMask.of(ExceptionType.BREAKPOINT), handler, ExceptionBehaviour.DEFAULT, 0);
        assertThat(take().find(name).roles())
            .singleElement()
            .hasToString(
                "exception port of task for EXC_MASK_BREAKPOINT, EXCEPTION_DEFAULT, flavour 0");
      }
      assertThat(take().find(name).roles()).as("though there is no name here any more").hasSize(1);
      assertThat(mine).isNotNull();
    }
  }

  @Test
  void anOlderKernelJoinsNothingAndSaysSo() {
    TestKernel old = TestKernel.create();
    SimulatedTask its = old.otherTask();
    int self = its.library().mach_task_self_().get();
    try (TaskPort control = Raw.controlPort(old, its)) {
      Census census = Census.take(control);
      assertThat(census.find(self).portNumber()).isZero();
      assertThat(census.find(self).standsFor().kind()).isEqualTo(PortKind.TASK);
      assertThat(census.find(self).standsFor().pid()).isNull();
      assertThat(census.find(self).what()).isEqualTo("other task");
      assertThat(census.unread())
          .containsExactly("roles of ports: the kernel does not tell ports apart");
    }
  }

  @Test
  void theOwnTaskIsTheOwnTaskThroughWhateverPort() {
    try (TaskReadPort read = mach.task().readPort()) {
      Census census = Census.take(read);
      assertThat(census.unread()).isEmpty();
      assertThat(census.find(read.name()).what()).isEqualTo("own task, read port");
      assertThat(Census.take(mach.task()).entries()).isEqualTo(Census.take(mach).entries());
    }
  }

  @Test
  void aPortThatIsTooWeakIsRefusedAndATaskThatHasEndedToo() {
    try (TaskInspectPort inspect = task.inspectPort()) {
      TaskReadPort weak = TaskReadPort.adoptUnchecked(mach, inspect.name());
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> Census.take(weak))
          .matches(e -> e.kernReturn().code() == KERN_INVALID_ARGUMENT);
    }
    other.terminate();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(DeadNameException.class).isThrownBy(() -> Census.take(task));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aClosedRightIsRefused() {
    TaskPort copy = task.copy();
    copy.close();
    assertThatIllegalStateException().isThrownBy(() -> Census.take(copy));
  }

  @Test
  void byAReadPortANameThatWasFreeForAMomentIsMarkedAndNotDead() {
    int name = kernel.remotePort().name();
    try (TaskReadPort read = task.readPort()) {
      int there = kernel.task().grant(name, MACH_MSG_TYPE_COPY_SEND, other);
      AtomicInteger calls = new AtomicInteger();
      kernel
          .calls()
          .on(
              "mach_port_kobject",
              (arguments, rest) ->
                  (int) arguments.get(0) == read.name()
                          && (int) arguments.get(1) == there
                          && calls.getAndIncrement() == 0
                      ? KERN_INVALID_NAME
                      : rest.call());
      Census census = Census.take(read);
      kernel.calls().restore("mach_port_kobject");
      assertThat(calls).hasValue(2);
      CensusEntry entry = census.find(there);
      assertThat(entry.isDead()).isFalse();
      assertThat(entry.isChanged()).isTrue();
      assertThat(entry.references()).isEqualTo(Map.of(Right.SEND, references(there, Right.SEND)));
      assertThat(census.changed()).isEqualTo(1);
    }
    kernel.deallocate(name);
  }
}
