package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.STATE_WORDS;
import static org.machapi.exception.FaultingTask.SUBCODE;
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertHandled;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.raw.MachTypesConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;

/**
 * What Apple's own tests of exceptions do, in our words and with our types: XNU
 * tests/exception_tests.c, tests/exception_ports_info.c, and the handlers of tests/exc_helpers.c.
 * With the simulated kernel; what those tests find out about a real one they find out there.
 */
@Tag("kernel")
@Timeout(30)
class XnuExceptionScenariosTest {
  private static final ExceptionType TYPE = ExceptionType.BAD_ACCESS;

  /** Where the instruction pointer stands in the state of x86_64, in words. */
  private static final int RIP = 32;

  private final FaultingTask task = FaultingTask.onMacOs15(true);
  private final ExceptionPorts ports = ExceptionPorts.of(task.threadPort).evenThoseTheJvmNeeds();

  private FaultingTask raiseWith(
      ExceptionBehaviour behaviour, int flavour, RaisedExceptionHandler handler) {
    try (ExceptionServer server = ExceptionServer.of(task.mach).on(TYPE, handler).start()) {
      server.install(ports, TYPE.mask(), behaviour.with64BitCodes(), flavour);
      assertHandled(answered(task.thread.raise(TYPE.number(), CODE, SUBCODE)));
      assertThat(server.counts().handled()).isEqualTo(1);
    }
    return task;
  }

  @Test
  void theHandlerOfAStateWithIdentityMovesThePcPastTheFault() {
    int[] start = FaultingTask.stateFrom(1000);
    task.setThreadState(start);
    int[] before = task.threadState();
    raiseWith(
        ExceptionBehaviour.STATE_IDENTITY,
        FLAVOUR,
        raised -> {
          assertThat(raised.codes()).containsExactly(CODE, SUBCODE);
          assertThat(raised.flavour()).isEqualTo(FLAVOUR);
          int[] state = raised.state();
          assertThat(state).hasSize(STATE_WORDS).isEqualTo(before);
          state[RIP] += 4;
          return ExceptionDecision.handled(raised.flavour(), state);
        });
    int[] after = before.clone();
    after[RIP] += 4;
    assertThat(task.threadState()).isEqualTo(after);
  }

  @Test
  void aHandlerThatChangesNothingLeavesTheStateAsItWas() {
    task.setThreadState(FaultingTask.stateFrom(1000));
    int[] before = task.threadState();
    raiseWith(ExceptionBehaviour.STATE_IDENTITY, FLAVOUR, raised -> ExceptionDecision.handled());
    assertThat(task.threadState()).isEqualTo(before);
  }

  @Test
  void theTokenOfAProtectedExceptionGivesTheControlPortOfTheOwnTask() {
    AtomicReference<Integer> found = new AtomicReference<>();
    raiseWith(
        ExceptionBehaviour.IDENTITY_PROTECTED,
        0,
        raised -> {
          assertThat(raised.thread()).isNull();
          assertThat(raised.task()).isNull();
          assertThat(raised.threadId()).isNotZero();
          assertThat(raised.codes()).hasSize(2);
          found.set(taskOf(raised));
          return ExceptionDecision.handled();
        });
    assertThat(found.get()).isEqualTo(task.kernel.self());
  }

  /** Asks for the control port behind the token, and gives back the reference that brings. */
  private int taskOf(RaisedException raised) {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "task_identity_token_get_task_port",
        task.kernel
            .raw()
            .task_identity_token_get_task_port(
                raised.token().name(), MachTypesConstants.TASK_FLAVOR_CONTROL, out.pointer()));
    task.kernel.deallocate(out.getInt(0));
    return out.getInt(0);
  }

  @Test
  void aProtectedExceptionWithStateChangesTheState() {
    task.setThreadState(FaultingTask.stateFrom(1000));
    int[] before = task.threadState();
    raiseWith(
        ExceptionBehaviour.STATE_IDENTITY_PROTECTED,
        FLAVOUR,
        raised -> {
          assertThat(taskOf(raised)).isEqualTo(task.kernel.self());
          int[] state = raised.state();
          state[RIP] += 8;
          return ExceptionDecision.handled(FLAVOUR, state);
        });
    assertThat(task.threadState()[RIP]).isEqualTo(before[RIP] + 8);
  }

  @Test
  void aHardenedTaskReceivesThePortsByWhichItKnowsItself() {
    FaultingTask hardened =
        FaultingTask.with(
            KernelConfiguration.builder()
                .generation(KernelGeneration.XNU_11417)
                .hardenedTasks(true));
    AtomicReference<List<Integer>> names = new AtomicReference<>();
    try (ExceptionServer server =
        ExceptionServer.of(hardened.mach)
            .on(
                ExceptionType.BREAKPOINT,
                raised -> {
                  names.set(List.of(raised.task().name(), raised.thread().name()));
                  return ExceptionDecision.handled();
                })
            .start()) {
      server.install(
          ExceptionPorts.of(hardened.threadPort),
          ExceptionType.BREAKPOINT.mask(),
          FaultingTask.DEFAULT_64);
      assertHandled(answered(hardened.raise()));
    }
    assertThat(names.get()).containsExactly(hardened.kernel.self(), hardened.threadPort.name());
  }

  @Test
  void whatIsToldOfTheHandlersIsWhatTheHandlersAre() {
    ExceptionPorts own = ExceptionPorts.of(task.mach.task());
    ExceptionBehaviour behaviour = ExceptionBehaviour.STATE_IDENTITY.with64BitCodes();
    ExceptionMask third =
        ExceptionMask.of(ExceptionType.RESOURCE, ExceptionType.BREAKPOINT, ExceptionType.SYSCALL);
    List<ExceptionMask> masks =
        List.of(ExceptionType.GUARD.mask(), ExceptionType.RPC_ALERT.mask(), third);
    for (ExceptionMask mask : masks) {
      ReceiveRight port = ReceiveRight.allocate(task.mach);
      try (SendRight right = port.makeSend()) {
        own.set(mask, right, behaviour, FLAVOUR);
      }
    }
    // The thread has none of its own yet.
    try (ExceptionHandlers handlers = ExceptionPorts.of(task.threadPort).get(ExceptionMask.ALL)) {
      assertThat(handlers.size()).isZero();
    }
    assertThat(ExceptionHandlerInfo.of(task.threadPort, ExceptionMask.ALL)).isEmpty();
    List<ExceptionHandlerInfo> infos = ExceptionHandlerInfo.of(task.mach.task(), ExceptionMask.ALL);
    // Three, and one entry for all the types that nobody handles.
    assertThat(infos).hasSize(4);
    assertThat(infos).extracting(ExceptionHandlerInfo::mask).containsAll(masks);
    List<String> told = new ArrayList<>();
    infos.forEach(each -> told.add(each.mask() + " " + each.behaviour() + " " + each.flavour()));
    List<String> gotten = new ArrayList<>();
    try (ExceptionHandlers handlers = own.get(ExceptionMask.ALL)) {
      handlers.forEach(
          each -> gotten.add(each.mask() + " " + each.behaviour() + " " + each.flavour()));
    }
    assertThat(told).isEqualTo(gotten);
  }
}
