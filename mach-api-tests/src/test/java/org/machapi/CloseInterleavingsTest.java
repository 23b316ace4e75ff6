package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;

import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.sim.SimulatedTask;

/**
 * The orders in which a close and something else can meet, each forced: the other thread acts in
 * the middle of a call to the kernel.
 */
@Tag("kernel")
@Timeout(60)
class CloseInterleavingsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @ParameterizedTest
  @EnumSource
  void aCloseWhileAnotherThreadGivesTheRightBackDoesNothing(RightKind kind) {
    SortedMap<Integer, String> before = kernel.snapshot();
    PortRight right = kind.make(kernel);
    kernel.calls().before(kind.releaseRoutine, () -> Threads.run(right::close));
    kernel.calls().clear();
    right.close();
    assertThat(kernel.calls().routines()).containsExactly(kind.releaseRoutine);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aUseWhileAnotherThreadGivesTheRightBackIsRefused(RightKind kind) {
    PortRight right = kind.make(kernel);
    kernel
        .calls()
        .before(
            kind.releaseRoutine,
            () ->
                Threads.run(
                    () -> {
                      assertThatIllegalStateException().isThrownBy(right::type);
                      assertThatIllegalStateException().isThrownBy(right::transfer);
                      assertThatIllegalStateException().isThrownBy(right::name);
                    }));
    kernel.calls().clear();
    right.close();
    assertThat(kernel.calls().routines()).containsExactly(kind.releaseRoutine);
  }

  @ParameterizedTest
  @EnumSource
  void aSecondCloseAfterTheNameBelongsToSomebodyElseLeavesItAlone(RightKind kind) {
    PortRight right = kind.make(kernel);
    AtomicInteger foreign = new AtomicInteger();
    kernel
        .calls()
        .on(
            kind.releaseRoutine,
            (arguments, rest) -> {
              Object code = rest.call();
              // Whatever is made next gets the place that has just become free.
              foreign.set(kernel.newDeadName());
              Threads.run(right::close);
              return code;
            });
    right.close();
    right.close();
    assertThat(kernel.references(foreign.get(), Right.DEAD_NAME)).isEqualTo(1);
    kernel.deallocate(foreign.get());
  }

  @ParameterizedTest
  @EnumSource
  void twoUsesThatOutliveTheCloseGiveTheRightBackOnceWhicheverEndsLast(RightKind kind)
      throws Exception {
    SortedMap<Integer, String> before = kernel.snapshot();
    PortRight right = kind.make(kernel);
    AtomicReference<Threads.Running<Void>> other = new AtomicReference<>();
    // The first use is in the kernel, the second begins, the right is closed, and both end.
    kernel
        .calls()
        .before(
            "mach_port_type",
            () -> {
              kernel.calls().restore("mach_port_type");
              Loan second = right.lend();
              right.close();
              other.set(
                  Threads.start(
                      () -> {
                        second.close();
                        return null;
                      }));
            });
    kernel.calls().clear();
    right.type();
    other.get().await();
    assertThat(kernel.calls().calls(kind.releaseRoutine))
        .singleElement()
        .satisfies(call -> assertThat(call.result()).isEqualTo(KERN_SUCCESS));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aCopyUnderWayWhenTheRightIsClosedOwnsItsReference() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    kernel.calls().before("mach_port_mod_refs", () -> Threads.run(right::close));
    SendRight copy = right.copy();
    assertThat(kernel.references(port.name(), Right.SEND)).isEqualTo(1);
    assertThat(kernel.calls().routines()).endsWith("mach_port_mod_refs", "mach_port_deallocate");
    copy.close();
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void aCopyThatFailsAfterTheCloseLeavesNothing() {
    RemotePort port = kernel.remotePort();
    SendRight right = SendRight.adopt(mach, port.name());
    kernel
        .calls()
        .on(
            "mach_port_mod_refs",
            (arguments, rest) -> {
              Threads.run(right::close);
              return KERN_NO_SPACE;
            });
    assertThatExceptionOfType(MachException.class).isThrownBy(right::copy);
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void aSendRightMadeWhileThePortIsClosedIsADeadNameAndOwned() {
    ReceiveRight right = ReceiveRight.allocate(mach);
    int name = right.name();
    kernel.calls().before("mach_port_insert_right", () -> Threads.run(right::close));
    SendRight send = right.makeSend();
    assertThat(send.name()).isEqualTo(name);
    assertThat(send.isDead()).isTrue();
    assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(1);
    send.close();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void aPortOfAnotherFlavourUnderWayWhenTheTaskPortIsClosedIsOwned() {
    SimulatedTask other = kernel.otherTask();
    int self = other.library().mach_task_self_().get();
    TaskPort task = TaskPort.adopt(mach, other.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task()));
    int name = task.name();
    kernel.calls().before("task_get_special_port", () -> Threads.run(task::close));
    TaskReadPort read = task.readPort();
    assertThat(kernel.type(name).bits()).isZero();
    assertThat(kernel.references(read.name(), Right.SEND)).isEqualTo(1);
    read.close();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void aListOfThreadsUnderWayWhenTheTaskPortIsClosedIsOwned() {
    SimulatedTask other = kernel.otherTask();
    other.createThread();
    int self = other.library().mach_task_self_().get();
    TaskPort task = TaskPort.adopt(mach, other.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task()));
    kernel.calls().before("task_threads", () -> Threads.run(task::close));
    ThreadPortList threads = task.threads();
    assertThat(threads).isNotEmpty();
    threads.close();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void aRelinquishThatFailsAfterTheCloseGivesTheRightBack() {
    ReceiveRight right = ReceiveRight.allocate(mach);
    kernel
        .calls()
        .on(
            "mach_port_unguard",
            (arguments, rest) -> {
              Threads.run(right::close);
              return KERN_NO_SPACE;
            });
    assertThatExceptionOfType(MachException.class).isThrownBy(right::relinquish);
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void aRelinquishThatSucceedsAfterTheCloseIsTheCallers() {
    ReceiveRight right = ReceiveRight.allocate(mach);
    kernel.calls().before("mach_port_unguard", () -> Threads.run(right::close));
    int name = right.relinquish();
    assertThat(kernel.type(name)).hasToString("RECEIVE");
    assertThat(kernel.calls().routines()).doesNotContain("mach_port_destruct");
    kernel.destroyReceiveRight(name);
  }

  @Test
  void aSuspensionClosedTwiceAtOnceResumesOnce() throws Exception {
    SimulatedTask other = kernel.otherTask();
    int self = other.library().mach_task_self_().get();
    TaskPort task = TaskPort.adopt(mach, other.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task()));
    Suspension suspension = task.suspend();
    AtomicReference<Threads.Running<Void>> second = new AtomicReference<>();
    kernel
        .calls()
        .before(
            "task_resume",
            () -> {
              second.set(
                  Threads.start(
                      () -> {
                        suspension.close();
                        return null;
                      }));
              second.get().awaitStopIn("close");
            });
    suspension.close();
    second.get().await();
    assertThat(kernel.calls().calls("task_resume")).hasSize(1);
    task.close();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }
}
