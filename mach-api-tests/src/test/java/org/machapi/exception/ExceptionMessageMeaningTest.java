package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.SUBCODE;

import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Architecture;
import org.machapi.MachException;
import org.machapi.ThreadState;
import org.machapi.ThreadStateFlavour;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.ThreadStatusConstants;
import org.machapi.sim.RaisedException;

/** What the codes of a message mean, and the registers that come with it and go back. */
@Timeout(60)
class ExceptionMessageMeaningTest {
  private static final int RAISE_STATE_64 = 2406;

  static Stream<ExceptionBehaviour> behavioursWithState() {
    return Stream.of(ExceptionBehaviour.STATE, ExceptionBehaviour.STATE_IDENTITY)
        .flatMap(behaviour -> Stream.of(behaviour, behaviour.with64BitCodes()));
  }

  private static FaultingTask raising(
      ExceptionType type, ExceptionBehaviour behaviour, long code, long subcode) {
    FaultingTask task = FaultingTask.create();
    ExceptionPorts.of(task.threadPort)
        .evenThoseTheJvmNeeds()
        .set(type.mask(), task.handler, behaviour, FLAVOUR);
    task.thread.raise(type.number(), code, subcode);
    return task;
  }

  private static ExceptionDetail detailOf(
      ExceptionType type, ExceptionBehaviour behaviour, long code, long subcode) {
    try (ExceptionMessage message = raising(type, behaviour, code, subcode).receive()) {
      return message.detail();
    }
  }

  @Test
  void codesMeanWhatTheProcessorsOfTheKernelMean() {
    assertThat(detailOf(ExceptionType.BREAKPOINT, FaultingTask.DEFAULT_64, 2, SUBCODE))
        .isEqualTo(new ProcessorTrap(Architecture.X86_64, ExceptionType.BREAKPOINT, 2, SUBCODE))
        .hasToString("EXC_BREAKPOINT: EXC_I386_BPT, subcode 0x7fff5fbff8a8");
  }

  @Test
  void packedCodesOf64BitsAreUnpacked() {
    long code = 1L << 61 | 0x200L << 32 | 0x2703;
    ExceptionDetail detail = detailOf(ExceptionType.GUARD, FaultingTask.DEFAULT_64, code, 7);
    assertThat(detail).isEqualTo(new GuardViolation(code, 7));
    assertThat(detail.describe()).contains("kGUARD_EXC_INVALID_NAME on port 0x2703");
  }

  @Test
  void packedCodesThatCameWith32BitsAreNotGuessedAt() {
    for (ExceptionType type : new ExceptionType[] {ExceptionType.GUARD, ExceptionType.RESOURCE}) {
      ExceptionDetail detail =
          detailOf(type, ExceptionBehaviour.DEFAULT, 1L << 61 | 0x8000_2703L, 7);
      assertThat(detail).isInstanceOf(OtherCodes.class);
      assertThat(detail.describe()).isEqualTo(type + " with code 0xffffffff80002703 and code 0x7");
    }
  }

  @Test
  void otherCodesOf32BitsMeanTheSame() {
    assertThat(detailOf(ExceptionType.BAD_ACCESS, ExceptionBehaviour.DEFAULT, 1, 0x10))
        .isEqualTo(new BadAccess(Architecture.X86_64, 1, 0x10));
  }

  @ParameterizedTest
  @MethodSource("behavioursWithState")
  void theRegistersComeAlong(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.create().handledBy(behaviour);
    task.setThreadState(FaultingTask.stateFrom(1000));
    SortedMap<Integer, String> before = task.state();
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.threadState())
          .isEqualTo(
              ThreadState.of(ThreadStateFlavour.X86_THREAD_STATE64, FaultingTask.stateFrom(1000)));
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("behavioursWithState")
  void oneRegisterIsChangedByTheAnswer(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.create().handledBy(behaviour);
    task.setThreadState(FaultingTask.stateFrom(1000));
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      ThreadState state = message.threadState();
      message.replySuccess(state.withProgramCounter(state.programCounter() + 2));
      assertThatIllegalStateException().isThrownBy(() -> message.replySuccess(state));
    }
    FaultingTask.assertHandled(raised);
    int[] expected = FaultingTask.stateFrom(1000);
    ThreadState after = ThreadState.of(ThreadStateFlavour.X86_THREAD_STATE64, task.threadState());
    ThreadState old = ThreadState.of(ThreadStateFlavour.X86_THREAD_STATE64, expected);
    assertThat(after).isEqualTo(old.with("rip", old.get("rip") + 2));
  }

  @Test
  void aUnifiedStateComesAndGoesBackWithItsHeader() {
    FaultingTask task =
        FaultingTask.create()
            .handledBy(ExceptionBehaviour.STATE, ThreadStatusConstants.x86_THREAD_STATE);
    task.setThreadState(FaultingTask.stateFrom(1000));
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      ThreadState state = message.threadState();
      assertThat(state.flavour()).isEqualTo(ThreadStateFlavour.X86_THREAD_STATE);
      assertThat(state.specific().words()).isEqualTo(FaultingTask.stateFrom(1000));
      message.replySuccess(state.with("rax", 7));
    }
    FaultingTask.assertHandled(raised);
    ThreadState old =
        ThreadState.of(ThreadStateFlavour.X86_THREAD_STATE64, FaultingTask.stateFrom(1000));
    assertThat(task.threadState()).isEqualTo(old.with("rax", 7).words());
  }

  @Test
  void aFormWithoutStateHasNoneAndTakesNone() {
    FaultingTask task = FaultingTask.create().handledBy(FaultingTask.DEFAULT_64);
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.threadState()).isNull();
      ThreadState state = message.thread().state(ThreadStateFlavour.X86_THREAD_STATE64);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> message.replySuccess(state))
          .withMessageContaining("carries no state");
      assertThat(raised.isWaiting()).isTrue();
      message.thread().setState(state.withProgramCounter(0x1000));
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
    assertThat(
            ThreadState.of(ThreadStateFlavour.X86_THREAD_STATE64, task.threadState())
                .programCounter())
        .isEqualTo(0x1000);
  }

  @Test
  void aStateOfTheOtherArchitectureIsRefusedAndTheMessageStaysUnanswered() {
    FaultingTask task = FaultingTask.create().handledBy(ExceptionBehaviour.STATE);
    task.setThreadState(FaultingTask.stateFrom(1000));
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  message.replySuccess(
                      ThreadState.of(ThreadStateFlavour.ARM_THREAD_STATE64, new int[68])))
          .withMessage("ARM_THREAD_STATE64 is no state of x86_64, on which this kernel runs");
      assertThat(raised.isWaiting()).isTrue();
      message.replySuccess(message.threadState());
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(FaultingTask.stateFrom(1000));
  }

  @Test
  void whereTheKernelDoesNotTellItsProcessorsTheMessageIsGoodStill() {
    FaultingTask task = FaultingTask.create().handledBy(ExceptionBehaviour.STATE);
    RaisedException raised = task.raise();
    SortedMap<Integer, String> before = task.state();
    task.kernel.calls().fail("host_info", KernReturnConstants.KERN_FAILURE);
    try (ExceptionMessage message = task.receive()) {
      assertThatExceptionOfType(MachException.class).isThrownBy(message::detail);
      assertThatExceptionOfType(MachException.class).isThrownBy(message::threadState);
      assertThat(task.state()).containsAllEntriesOf(before);
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 41, 42, 43, 44, 100, ThreadStatusConstants.THREAD_STATE_MAX})
  void whateverStateSomebodySendsItIsThatManyWords(int count) {
    FaultingTask task = FaultingTask.create();
    Forger forger = new Forger(task);
    for (int flavour : new int[] {FLAVOUR, ThreadStatusConstants.x86_THREAD_STATE, 99, -1}) {
      int[] words = new int[2 + count];
      words[0] = flavour;
      words[1] = count;
      for (int i = 0; i < count; i++) {
        words[2 + i] = i - 1;
      }
      forger.send(new RawMessage(RAISE_STATE_64).ndr().ints(6, 2).longs(CODE, SUBCODE).ints(words));
      try (ExceptionMessage message = task.receive()) {
        ThreadState state = message.threadState();
        assertThat(state.words()).isEqualTo(message.state()).hasSize(count);
        assertThat(state.flavour().number()).isEqualTo(flavour);
        assertThat(state.registers()).isNotNull();
        assertThat(state.specific().words().length).isLessThanOrEqualTo(count);
        assertThat(state.toString()).isNotEmpty();
        assertThat(message.detail()).isInstanceOf(ProcessorTrap.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void fewerCodesThanTheKernelSendsAreKept(int count) {
    FaultingTask task = FaultingTask.create();
    Forger forger = new Forger(task);
    RawMessage forged = new RawMessage(RAISE_STATE_64).ndr().ints(12, count);
    for (int i = 0; i < count; i++) {
      forged.longs(-1);
    }
    forger.send(forged.ints(FLAVOUR, 0));
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.detail()).isEqualTo(new OtherCodes(ExceptionType.GUARD, message.codes()));
      assertThat(message.codes()).hasSize(count);
    }
  }
}
