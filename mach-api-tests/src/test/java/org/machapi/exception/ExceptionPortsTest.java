package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.raw.KernReturnConstants.KERN_DENIED;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.KernReturnConstants.KERN_NO_ACCESS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.HostPort;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.TaskPort;
import org.machapi.raw.ExceptionConstants;
import org.machapi.sim.RaisedException;
import org.machapi.sim.SimulatedTask;

@Timeout(60)
class ExceptionPortsTest {
  private static final ExceptionMask TWO =
      ExceptionMask.of(ExceptionType.BREAKPOINT, ExceptionType.SYSCALL);
  private static final ExceptionMask UNKNOWN = new ExceptionMask(1 << 30);

  private final FaultingTask task = FaultingTask.onMacOs15(true);
  private final HostPort host = HostPort.self(task.mach);

  /** Whose exception ports. */
  enum Level {
    THREAD,
    TASK,
    HOST
  }

  /** What changes exception ports. */
  enum Verb {
    SET {
      @Override
      void call(ExceptionPorts ports, FaultingTask task, Setting setting) {
        ports.set(setting.mask, task.handler, setting.behaviour, setting.flavour);
      }
    },
    SWAP {
      @Override
      void call(ExceptionPorts ports, FaultingTask task, Setting setting) {
        ports.swap(setting.mask, task.handler, setting.behaviour, setting.flavour).close();
      }
    },
    INSTALL {
      @Override
      void call(ExceptionPorts ports, FaultingTask task, Setting setting) {
        ports.install(setting.mask, task.handler, setting.behaviour, setting.flavour).close();
      }
    };

    abstract void call(ExceptionPorts ports, FaultingTask task, Setting setting);

    String routine(Level level) {
      return ExceptionPortsTest.routine(level, this == SET ? "set" : "swap");
    }
  }

  private record Setting(ExceptionMask mask, ExceptionBehaviour behaviour, int flavour) {}

  private static String routine(Level level, String verb) {
    return level.name().toLowerCase(Locale.ROOT) + "_" + verb + "_exception_ports";
  }

  private ExceptionPorts ports(Level level) {
    return switch (level) {
      case THREAD -> ExceptionPorts.of(task.threadPort);
      case TASK -> ExceptionPorts.of(task.mach.task());
      case HOST -> ExceptionPorts.of(host).evenUnprotected();
    };
  }

  private int handlerReferences() {
    return task.kernel.references(task.handler.name(), Right.SEND);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSetIsWhatGetFinds(Level level) {
    ports(level).set(TWO, task.handler, DEFAULT_64, FLAVOUR);
    try (ExceptionHandlers handlers = ports(level).get(TWO)) {
      assertThat(handlers.size()).isEqualTo(1);
      ExceptionHandler handler = handlers.of(TYPE);
      assertThat(handler.mask()).isEqualTo(TWO);
      assertThat(handler.port().name()).isEqualTo(task.handler.name());
      assertThat(handler.behaviour()).isEqualTo(DEFAULT_64);
      assertThat(handler.flavour()).isEqualTo(FLAVOUR);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theHandlerStaysWithItsOwnerWhenItIsSet(Level level) {
    SortedMap<Integer, String> before = task.state();
    ports(level).set(TWO, task.handler, DEFAULT_64, 0);
    assertThat(task.state()).isEqualTo(before);
    assertThat(task.handler.name()).isPositive();
  }

  @Test
  void theKernelHoldsARightOfItsOwn() {
    ports(Level.THREAD).set(TWO, task.handler, DEFAULT_64, 0);
    task.handler.close();
    assertThat(task.port.status().hasSendRights()).isTrue();
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
    ports(Level.THREAD).set(TWO, null, ExceptionBehaviour.NONE, 0);
    assertThat(task.port.status().hasSendRights()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void whatGetFindsIsOwnedAndGivenBackOnClose(Level level) {
    ports(level).set(TYPE.mask(), task.handler, DEFAULT_64, 0);
    ports(level).set(ExceptionType.SYSCALL.mask(), task.handler, ExceptionBehaviour.DEFAULT, 0);
    SortedMap<Integer, String> before = task.state();
    ExceptionHandlers handlers = ports(level).get(TWO);
    // Two entries name the same port, and each holds a reference.
    assertThat(handlers.size()).isEqualTo(2);
    assertThat(handlerReferences()).isEqualTo(3);
    handlers.close();
    assertThat(task.state()).isEqualTo(before);
    handlers.close();
    assertThat(task.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void swapGivesWhatWasThereAndOwnsIt(Level level) {
    ports(level).set(TWO, task.handler, DEFAULT_64, 0);
    SortedMap<Integer, String> before = task.state();
    try (ExceptionHandlers old = ports(level).swap(TWO, null, ExceptionBehaviour.NONE, 0)) {
      assertThat(old.size()).isEqualTo(1);
      assertThat(old.of(TYPE).port().name()).isEqualTo(task.handler.name());
      assertThat(handlerReferences()).isEqualTo(2);
    }
    assertThat(task.state()).isEqualTo(before);
    try (ExceptionHandlers now = ports(level).get(TWO)) {
      assertThat(now.of(TYPE).port()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void setWithoutHandlerClears(Level level) {
    ports(level).set(TWO, task.handler, DEFAULT_64, 0);
    ports(level).set(TYPE.mask(), null, ExceptionBehaviour.NONE, 0);
    try (ExceptionHandlers handlers = ports(level).get(TWO)) {
      assertThat(handlers.of(TYPE).port()).isNull();
      assertThat(handlers.of(ExceptionType.SYSCALL).port()).isNotNull();
    }
    RaisedException raised = task.raise();
    assertThat(raised.isWaiting()).isFalse();
  }

  @Test
  void aThreadThatNeverHadAHandlerGivesNoEntryAndLaterOnesWithoutPort() {
    try (ExceptionHandlers handlers = ports(Level.THREAD).get(ExceptionMask.ALL)) {
      assertThat(handlers.size()).isZero();
      assertThat(handlers.of(TYPE)).isNull();
    }
    ports(Level.THREAD).set(TYPE.mask(), null, ExceptionBehaviour.NONE, 0);
    try (ExceptionHandlers handlers = ports(Level.THREAD).get(TYPE.mask())) {
      assertThat(handlers.size()).isEqualTo(1);
      assertThat(handlers.of(TYPE).port()).isNull();
    }
  }

  @Test
  void theHostsOwnHandlerIsAKernelObject() {
    SortedMap<Integer, String> before = task.state();
    try (ExceptionHandlers handlers = ports(Level.HOST).get(TYPE.mask())) {
      assertThat(handlers.of(TYPE).port().kernelObject().isNone()).isFalse();
    }
    assertThat(task.state()).isEqualTo(before);
  }

  static Stream<Arguments> changes() {
    return Stream.of(Level.values())
        .flatMap(level -> Stream.of(Verb.values()).map(verb -> Arguments.of(level, verb)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatTheKernelDoesNotKnowIsRefusedAndNothingIsAcquired(Level level, Verb verb) {
    SortedMap<Integer, String> before = task.state();
    for (Setting wrong :
        List.of(
            new Setting(UNKNOWN, DEFAULT_64, 0),
            new Setting(TWO, new ExceptionBehaviour(77), 0),
            new Setting(TWO, DEFAULT_64, 7777))) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> verb.call(ports(level), task, wrong))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT))
          .satisfies(e -> assertThat(e.routine()).isEqualTo(verb.routine(level)));
      assertThat(task.state()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLookWithUnknownMaskBitsIsRefusedAndNothingIsAcquired(Level level) {
    SortedMap<Integer, String> before = task.state();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ports(level).get(UNKNOWN))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT))
        .satisfies(e -> assertThat(e.routine()).isEqualTo(routine(level, "get")));
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aThreadThatHasEndedIsRefusedAndNothingIsAcquired() {
    ExceptionPorts ports = ports(Level.THREAD);
    task.thread.exit();
    SortedMap<Integer, String> before = task.state();
    for (Verb verb : Verb.values()) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> verb.call(ports, task, new Setting(TWO, DEFAULT_64, 0)))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_INVALID_DEST))
          .satisfies(e -> assertThat(e.routine()).isEqualTo(verb.routine(Level.THREAD)));
    }
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ports.get(TWO))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_INVALID_DEST));
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void whatAHardenedProcessIsToldIsPassedOn() {
    task.kernel.calls().fail("task_set_exception_ports", KERN_NO_ACCESS);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ports(Level.TASK).set(TWO, task.handler, DEFAULT_64, 0))
        .withMessageContaining("task_set_exception_ports: KERN_NO_ACCESS")
        .satisfies(e -> assertThat(e.routine()).isEqualTo("task_set_exception_ports"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatTheJvmNeedsIsRefusedBeforeAnyCall(Level level, Verb verb) {
    ExceptionPorts ports = ports(level);
    task.kernel.calls().clear();
    for (ExceptionType type :
        List.of(
            ExceptionType.BAD_ACCESS, ExceptionType.BAD_INSTRUCTION, ExceptionType.ARITHMETIC)) {
      Setting setting = new Setting(ExceptionMask.of(TYPE, type), DEFAULT_64, 0);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> verb.call(ports, task, setting))
          .withMessageContaining(type.mask().toString())
          .withMessageContaining("evenThoseTheJvmNeeds()");
    }
    assertThat(task.kernel.calls().calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whoKnowsBetterSaysSo(Level level, Verb verb) {
    Setting setting = new Setting(ExceptionMask.NEEDED_BY_THE_JVM, DEFAULT_64, 0);
    verb.call(ports(level).evenThoseTheJvmNeeds(), task, setting);
    assertThat(task.kernel.calls().routines()).contains(verb.routine(level));
  }

  @Test
  void theOwnTaskIsRecognisedThroughAnyRightToIt() {
    try (TaskPort own = task.mach.task().copy()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> ExceptionPorts.of(own).set(ExceptionMask.ALL, task.handler, DEFAULT_64, 0));
    }
  }

  @Test
  void inAnotherTaskAllTypesMayBeHandled() {
    SimulatedTask other = task.kernel.otherTask();
    int name =
        other.grant(
            other.library().mach_task_self_().get(), MACH_MSG_TYPE_COPY_SEND, task.kernel.task());
    try (TaskPort port = TaskPort.adopt(task.mach, name)) {
      ExceptionPorts ports = ExceptionPorts.of(port);
      ports.set(ExceptionMask.ALL, task.handler, DEFAULT_64, 0);
      try (ExceptionHandlers handlers = ports.get(ExceptionMask.ALL)) {
        assertThat(handlers.of(ExceptionType.BAD_ACCESS).port().name())
            .isEqualTo(task.handler.name());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void lookingIsAlwaysAllowed(Level level) {
    ports(level).get(ExceptionMask.NEEDED_BY_THE_JVM).close();
    assertThat(task.kernel.calls().routines()).contains(routine(level, "get"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void protectedBehavioursWithout64BitCodesAreRefusedBeforeAnyCall(Level level, Verb verb) {
    ExceptionPorts ports = ports(level);
    task.kernel.calls().clear();
    for (ExceptionBehaviour behaviour :
        List.of(
            ExceptionBehaviour.IDENTITY_PROTECTED,
            ExceptionBehaviour.STATE_IDENTITY_PROTECTED,
            new ExceptionBehaviour(
                ExceptionConstants.EXCEPTION_STATE_IDENTITY_PROTECTED
                    | ExceptionConstants.MACH_EXCEPTION_ERRORS))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> verb.call(ports, task, new Setting(TWO, behaviour, 0)))
          .withMessageContaining("with64BitCodes()");
    }
    assertThat(task.kernel.calls().calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aBacktraceWithout64BitCodesIsRefusedBeforeAnyCall(Level level, Verb verb) {
    ExceptionPorts ports = ports(level);
    ExceptionBehaviour backtrace =
        new ExceptionBehaviour(
            ExceptionConstants.EXCEPTION_DEFAULT
                | ExceptionConstants.MACH_EXCEPTION_BACKTRACE_PREFERRED);
    task.kernel.calls().clear();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> verb.call(ports, task, new Setting(TWO, backtrace, 0)))
        .withMessageContaining("with64BitCodes()");
    assertThat(task.kernel.calls().calls()).isEmpty();
    verb.call(ports, task, new Setting(TWO, backtrace.with64BitCodes(), 0));
    assertThat(task.kernel.calls().routines()).contains(verb.routine(level));
  }

  @ParameterizedTest
  @EnumSource
  void theHostTakesProtectedBehavioursUnlessSomebodyKnowsBetter(Verb verb) {
    ExceptionPorts guarded = ExceptionPorts.of(host);
    task.kernel.calls().clear();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> verb.call(guarded, task, new Setting(TWO, DEFAULT_64, 0)))
        .withMessageContaining("evenUnprotected()");
    // One opt-in is not the other.
    ExceptionPorts evenThose = guarded.evenThoseTheJvmNeeds();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> verb.call(evenThose, task, new Setting(TWO, DEFAULT_64, 0)))
        .withMessageContaining("evenUnprotected()");
    assertThat(task.kernel.calls().calls()).isEmpty();
    Setting protectedOne =
        new Setting(TWO, ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes(), 0);
    verb.call(guarded, task, protectedOne);
    assertThat(task.kernel.calls().routines()).contains(verb.routine(Level.HOST));
    guarded.set(TWO, null, ExceptionBehaviour.NONE, 0);
  }

  @Test
  void onTheHostNothingIsInstalledOverWhatCouldNotBePutBack() {
    ExceptionPorts guarded = ExceptionPorts.of(host);
    ExceptionBehaviour protectedOne = ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes();
    guarded.evenUnprotected().set(TYPE.mask(), task.handler, DEFAULT_64);
    SortedMap<Integer, String> before = task.state();
    task.kernel.calls().clear();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guarded.install(TWO, task.handler, protectedOne))
        .withMessageContaining("EXC_MASK_BREAKPOINT")
        .withMessageContaining("evenUnprotected()");
    assertThat(task.kernel.calls().routines()).doesNotContain("host_swap_exception_ports");
    assertThat(task.state()).as("nothing was kept of the look").isEqualTo(before);
    guarded.evenUnprotected().install(TWO, task.handler, protectedOne).close();
    // A protected one can be put back, and so can a dead one.
    guarded.set(TWO, task.handler, protectedOne);
    guarded.install(TWO, task.handler, protectedOne).close();
    ReceiveRight dying = ReceiveRight.allocate(task.mach);
    guarded.evenUnprotected().set(TWO, dying.makeSend(), DEFAULT_64);
    dying.close();
    guarded.install(TWO, task.handler, protectedOne).close();
    guarded.set(TWO, null, ExceptionBehaviour.NONE, 0);
  }

  @ParameterizedTest
  @EnumSource
  void aBehaviourWithoutStateNeedsNoFlavour(Level level) {
    ports(level).set(TWO, task.handler, DEFAULT_64);
    try (ExceptionHandlers old = ports(level).swap(TWO, null, ExceptionBehaviour.NONE)) {
      assertThat(old.of(TYPE).behaviour()).isEqualTo(DEFAULT_64);
      assertThat(old.of(TYPE).flavour()).isZero();
    }
    try (InstalledHandler installed = ports(level).install(TWO, task.handler, DEFAULT_64);
        ExceptionHandlers now = ports(level).get(TWO)) {
      assertThat(installed.before().of(TYPE).port()).isNull();
      assertThat(now.of(TYPE).port().name()).isEqualTo(task.handler.name());
    }
  }

  @Test
  void aBehaviourWithStateIsRefusedWithoutFlavourBeforeAnyCall() {
    ExceptionPorts ports = ports(Level.THREAD);
    task.kernel.calls().clear();
    for (ExceptionBehaviour behaviour :
        List.of(
            ExceptionBehaviour.STATE,
            ExceptionBehaviour.STATE_IDENTITY.with64BitCodes(),
            ExceptionBehaviour.STATE_IDENTITY_PROTECTED.with64BitCodes())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ports.set(TWO, task.handler, behaviour))
          .withMessageContaining("flavour");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ports.swap(TWO, task.handler, behaviour).close());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ports.install(TWO, task.handler, behaviour).close());
    }
    assertThat(task.kernel.calls().calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aHandlerOfAnotherKernelIsRefusedBeforeAnyCall(Level level, Verb verb) {
    FaultingTask other = FaultingTask.onMacOs15(true);
    ExceptionPorts ports = ports(level);
    task.kernel.calls().clear();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> verb.call(ports, other, new Setting(TWO, DEFAULT_64, 0)))
        .withMessageContaining("another kernel");
    assertThat(task.kernel.calls().calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aStateWithoutFlavourIsRefusedBeforeAnyCall(Level level, Verb verb) {
    ExceptionPorts ports = ports(level);
    task.kernel.calls().clear();
    for (ExceptionBehaviour behaviour :
        List.of(
            ExceptionBehaviour.STATE,
            ExceptionBehaviour.STATE_IDENTITY.with64BitCodes(),
            ExceptionBehaviour.STATE_IDENTITY_PROTECTED.with64BitCodes())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> verb.call(ports, task, new Setting(TWO, behaviour, 0)))
          .withMessageContaining("flavour");
    }
    assertThat(task.kernel.calls().calls()).isEmpty();
    ports.set(TWO, null, ExceptionBehaviour.STATE, 0);
  }

  @ParameterizedTest
  @EnumSource
  void theKernelIsAskedForTheTypesItKnowsInTwoCalls(Level level) {
    task.kernel.calls().clear();
    ExceptionMask valid = ports(level).validTypes();
    assertThat(task.kernel.calls().routines().stream().filter(routine(level, "get")::equals))
        .hasSize(2);
    // What was found is accepted, and one type more is not: the kernel's word, not a version.
    ports(level).get(valid).close();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ports(level).get(new ExceptionMask(valid.bits() << 1)).close());
    assertThat(valid.has(ExceptionType.BAD_ACCESS)).isTrue();
    assertThat(valid.has(ExceptionType.CORPSE_NOTIFY)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void theHandlersThatComeWithThatAnswerAreGivenBack(Level level) {
    // Two entries with a port, so two references; on the host more, with the kernel's own handler.
    ports(level).set(TYPE.mask(), task.handler, DEFAULT_64, 0);
    ports(level).set(ExceptionType.SYSCALL.mask(), task.handler, ExceptionBehaviour.DEFAULT, 0);
    SortedMap<Integer, String> before = task.state();
    ports(level).validTypes();
    assertThat(task.state()).isEqualTo(before);
    for (int i = 0; i < 100; i++) {
      ports(level).validTypes();
    }
    assertThat(handlerReferences()).isEqualTo(1);
    assertThat(task.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, 99})
  void theKernelGivesAllHandlersWhateverTheNumberIsBefore(int number) {
    ports(Level.TASK).set(TYPE.mask(), task.handler, DEFAULT_64, 0);
    ports(Level.TASK).set(ExceptionType.SYSCALL.mask(), task.handler, DEFAULT_64, FLAVOUR);
    SortedMap<Integer, String> before = task.state();
    ExceptionArrays arrays = new ExceptionArrays();
    arrays.count.putInt(0, number);
    int code = ExceptionLevel.TASK.get(task.kernel.raw(), task.kernel.self(), TWO.bits(), arrays);
    assertThat(code).isEqualTo(KERN_SUCCESS);
    assertThat(arrays.count()).isEqualTo(2);
    assertThat(handlerReferences()).isEqualTo(3);
    ExceptionHandlers.adopt(task.mach, arrays).close();
    assertThat(task.state()).isEqualTo(before);
  }

  /** A kernel that knows the types 1 to this one, and counts bits of the mask as XNU does. */
  private void knows(int last) {
    task.kernel
        .calls()
        .on(
            "thread_get_exception_ports",
            (arguments, kernel) ->
                ((int) arguments.get(1) & ~((1 << last + 1) - 2)) == 0
                    ? KERN_SUCCESS
                    : KERN_INVALID_ARGUMENT);
  }

  @Test
  void olderAndNewerKernelsAreAskedUntilTheAnswerChanges() {
    for (int last : new int[] {1, 9, 12, 13, 14, 20, 30}) {
      knows(last);
      assertThat(ports(Level.THREAD).validTypes().bits())
          .as("types up to %d", last)
          .isEqualTo((1 << last + 1) - 2);
    }
    knows(31);
    assertThat(ports(Level.THREAD).validTypes().bits()).isEqualTo(-2);
  }

  @Test
  void aKernelThatKnowsNoTypeAtAllIsATargetThatHasEnded() {
    task.kernel.calls().fail("thread_get_exception_ports", KERN_INVALID_ARGUMENT);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ports(Level.THREAD).validTypes())
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
  }

  @Test
  void refusalsOfHardenedProcessesSayWhatItTakes() {
    assertAdvice(KERN_NO_ACCESS, "com.apple.private.set-exception-port");
    assertAdvice(KERN_DENIED, "com.apple.security.only-one-exception-port");
    assertAdvice(KERN_NOT_SUPPORTED, "does not let");
    assertAdvice(KERN_INVALID_RIGHT, "immovable");
    assertAdvice(KERN_FAILURE, "has ended");
  }

  private void assertAdvice(int code, String advice) {
    task.kernel.calls().fail("task_swap_exception_ports", code);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ports(Level.TASK).swap(TWO, task.handler, DEFAULT_64, 0).close())
        .withMessageContaining(advice)
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(code));
  }

  @Test
  void toStringSaysWhoseTheyAre() {
    assertThat(ports(Level.THREAD)).hasToString("exception ports of " + task.threadPort);
  }
}
