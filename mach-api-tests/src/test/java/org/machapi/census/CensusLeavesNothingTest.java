package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.RegisteredPorts;
import org.machapi.SendRight;
import org.machapi.TaskPort;
import org.machapi.TaskReadPort;
import org.machapi.TestKernel;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionMask;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionType;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedTask;

/** Whatever the kernel answers: names, references and memory are what they were before. */
@Tag("kernel")
@Timeout(120)
class CensusLeavesNothingTest {
  /** Asked also by the close of a right to the own task, which has nobody to tell of a failure. */
  private static final String OF_CLOSE = "mach_port_get_refs";

  private final TestKernel kernel =
      TestKernel.create(
          KernelConfiguration.builder().generation(KernelGeneration.XNU_11417).build());
  private final FailingCall failing = new FailingCall(kernel.raw());
  private final Mach mach = Mach.of(failing.library(), "failing");

  /** One of each kind of name, and a role of each kind. */
  private int makeInventory() {
    int port = kernel.newReceiveRight();
    kernel.makeSend(port);
    int set = kernel.newPortSet();
    TestKernel.expectSuccess(
        "mach_port_insert_member", kernel.raw().mach_port_insert_member(kernel.self(), port, set));
    kernel.newDeadName();
    Raw.newThreadPort(kernel);
    try (SendRight right = SendRight.adopt(mach, port)) {
      RegisteredPorts.register(mach.task(), right);
      ExceptionPorts.of(mach.task())
          .set(
              ExceptionMask.of(ExceptionType.BREAKPOINT),
              right,
              ExceptionBehaviour.DEFAULT.with64BitCodes(),
              0);
      right.relinquish();
    }
    return port;
  }

  /** Fails each call of a census in turn; returns in how many cases there was one all the same. */
  private int failEach(Function<Mach, Census> look) {
    failing.fail(Integer.MAX_VALUE);
    Census whole = look.apply(mach);
    assertThat(whole.unread()).doesNotContain("KERN_RESOURCE_SHORTAGE");
    List<String> calls = failing.routines();
    assertThat(calls).hasSizeGreaterThan(20);
    SortedMap<Integer, String> before = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    int taken = 0;
    for (int i = 0; i < calls.size(); i++) {
      failing.fail(i);
      try {
        Census census = look.apply(mach);
        taken++;
        if (!calls.get(i).equals(OF_CLOSE)) {
          assertThat(noted(census)).as("call %d, %s", i, calls.get(i)).contains(calls.get(i));
        }
      } catch (MachException e) {
        assertThat(e.routine()).isEqualTo(calls.get(i));
      }
      assertThat(kernel.snapshot()).as("call %d, %s", i, calls.get(i)).isEqualTo(before);
      assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    }
    return taken;
  }

  private static String noted(Census census) {
    List<String> notes = new ArrayList<>(census.unread());
    census.entries().forEach(entry -> notes.addAll(entry.unread()));
    return String.join("\n", notes);
  }

  @Test
  void theOwnTaskWhicheverCallFails() {
    makeInventory();
    int taken = failEach(Census::take);
    assertThat(taken)
        .as("only the first look at the table is needed")
        .isEqualTo(failing.routines().size() - 1);
  }

  @Test
  void anotherTaskWhicheverCallFails() {
    makeInventory();
    SimulatedTask other = kernel.otherTask();
    kernel.newReceiveRightOf(other);
    other.createThread();
    try (TaskPort task = Raw.controlPort(kernel, other)) {
      int name = task.name();
      Mach looking = mach;
      assertThat(
              failEach(
                  any -> {
                    TaskPort view = TaskPort.adoptUnchecked(looking, name);
                    Census census = Census.take(view);
                    view.relinquish();
                    return census;
                  }))
          .isPositive();
    }
  }

  @Test
  void anotherTaskByItsReadPortWhicheverCallFails() {
    SimulatedTask other = kernel.otherTask();
    kernel.newReceiveRightOf(other);
    try (TaskPort task = Raw.controlPort(kernel, other);
        TaskReadPort read = task.readPort()) {
      int name = read.name();
      Census census = Census.take(read);
      SortedMap<Integer, String> before = kernel.snapshot();
      failing.fail(Integer.MAX_VALUE);
      assertThat(Census.take(TaskReadPort.adoptUnchecked(mach, name)).entries())
          .isEqualTo(census.entries());
      int calls = failing.routines().size();
      for (int i = 0; i < calls; i++) {
        failing.fail(i);
        try {
          Census.take(TaskReadPort.adoptUnchecked(mach, name));
        } catch (MachException e) {
          assertThat(e.kernReturn().isSuccess()).isFalse();
        }
        assertThat(kernel.snapshot()).isEqualTo(before);
      }
    }
  }

  @Test
  void theObserverIsNotToldOfWhatACensusHoldsForAMoment() {
    makeInventory();
    Ledger ledger = Ledger.on(mach);
    List<String> acquired = new ArrayList<>();
    mach.observe(
        (type, name) -> {
          acquired.add(type.getSimpleName());
          return null;
        });
    Census.take(mach, ledger);
    assertThat(acquired).isEmpty();
  }
}
