package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.SUBCODE;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.KernelObject;
import org.machapi.SendView;
import org.machapi.message.Deadline;
import org.machapi.raw.KobjectConstants;
import org.machapi.raw.ThreadStatusConstants;
import org.machapi.sim.RaisedException;

/** The forms in which the kernel delivers: code width, state, protected identity, read ports. */
@Timeout(60)
class ExceptionMessageFormsTest {

  static Stream<ExceptionBehaviour> behavioursWithState() {
    return Stream.of(ExceptionBehaviour.STATE, ExceptionBehaviour.STATE_IDENTITY)
        .flatMap(behaviour -> Stream.of(behaviour, behaviour.with64BitCodes()));
  }

  static Stream<ExceptionBehaviour> behavioursWith32BitCodes() {
    return Stream.of(
        ExceptionBehaviour.DEFAULT, ExceptionBehaviour.STATE, ExceptionBehaviour.STATE_IDENTITY);
  }

  static Stream<ExceptionBehaviour> behavioursWithPorts() {
    return Stream.of(ExceptionBehaviour.DEFAULT, ExceptionBehaviour.STATE_IDENTITY)
        .flatMap(behaviour -> Stream.of(behaviour, behaviour.with64BitCodes()));
  }

  @ParameterizedTest
  @MethodSource("behavioursWith32BitCodes")
  void codesOf32BitsAreExtendedByTheirSign(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.create().handledBy(behaviour);
    task.raise(0x1234_8000_0001L, 0x1234_7fff_ffffL);
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.codes()).containsExactly(0xffff_ffff_8000_0001L, 0x7fff_ffffL);
      assertThat(message.behaviour()).isEqualTo(behaviour);
    }
  }

  @ParameterizedTest
  @MethodSource("behavioursWith32BitCodes")
  void codesOf64BitsArriveWhole(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.create().handledBy(behaviour.with64BitCodes());
    task.raise(Long.MIN_VALUE, 0x1234_8000_0001L);
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.codes()).containsExactly(Long.MIN_VALUE, 0x1234_8000_0001L);
      assertThat(message.behaviour()).isEqualTo(behaviour.with64BitCodes());
    }
  }

  @ParameterizedTest
  @MethodSource("behavioursWithPorts")
  void formsWithIdentityCarryThreadAndTask(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.create().handledBy(behaviour);
    SortedMap<Integer, String> before = task.state();
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.thread().name()).isEqualTo(task.threadPort.name());
      assertThat(message.task().name()).isEqualTo(task.kernel.self());
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void theStateFormCarriesNeitherThreadNorTask() {
    FaultingTask task = FaultingTask.create().handledBy(ExceptionBehaviour.STATE);
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.thread()).isNull();
      assertThat(message.task()).isNull();
      assertThat(message.takeThread()).isNull();
      assertThat(message.takeTask()).isNull();
      assertThat(task.threadReferences()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("behavioursWithState")
  void theStateOfTheThreadComesAlong(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.create().handledBy(behaviour);
    task.setThreadState(FaultingTask.stateFrom(1000));
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.flavour()).isEqualTo(FLAVOUR);
      assertThat(message.state()).isEqualTo(FaultingTask.stateFrom(1000));
      // A copy: what is done to it changes nothing.
      message.state()[0] = 1;
      assertThat(message.state()[0]).isEqualTo(1000);
    }
  }

  @ParameterizedTest
  @MethodSource("behavioursWithState")
  void successWithoutAStateLeavesTheThreadsAsItWas(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.create().handledBy(behaviour);
    task.setThreadState(FaultingTask.stateFrom(1000));
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(FaultingTask.stateFrom(1000));
  }

  @ParameterizedTest
  @MethodSource("behavioursWithState")
  void successWithANewStateArrivesInTheThread(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.create().handledBy(behaviour);
    SortedMap<Integer, String> before = task.state();
    task.setThreadState(FaultingTask.stateFrom(1000));
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess(message.flavour(), FaultingTask.stateFrom(5000));
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(FaultingTask.stateFrom(5000));
    assertThat(task.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("behavioursWithState")
  void failureChangesNoState(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.create().handledBy(behaviour);
    task.setThreadState(FaultingTask.stateFrom(1000));
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replyFailure();
    }
    FaultingTask.assertBecameSignal(raised);
    assertThat(task.threadState()).isEqualTo(FaultingTask.stateFrom(1000));
  }

  @Test
  void aStateThatTheKernelDoesNotTakeCountsAsNotHandled() {
    FaultingTask task = FaultingTask.create().handledBy(ExceptionBehaviour.STATE_IDENTITY);
    SortedMap<Integer, String> before = task.state();
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess(FLAVOUR, new int[1]);
    }
    FaultingTask.assertBecameSignal(raised);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aStateLongerThanTheOneThatCameIsRefusedAndTheMessageCanStillBeAnswered() {
    FaultingTask task = FaultingTask.create().handledBy(ExceptionBehaviour.STATE_IDENTITY);
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      int most = message.state().length;
      for (int tooMany : new int[] {most + 1, ThreadStatusConstants.THREAD_STATE_MAX, 100_000}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> message.replySuccess(FLAVOUR, new int[tooMany]))
            .withMessage(
                "a state of %d words; the kernel takes no more than the %d that came",
                tooMany, most);
      }
      assertThat(raised.isWaiting()).isTrue();
      message.replySuccess(FLAVOUR, FaultingTask.stateFrom(1));
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(FaultingTask.stateFrom(1));
  }

  @Test
  void aStateFormThatIsAnsweredCannotBeAnsweredAgain() {
    FaultingTask task = FaultingTask.create().handledBy(ExceptionBehaviour.STATE);
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
      assertThatIllegalStateException().isThrownBy(message::replySuccess);
      assertThatIllegalStateException()
          .isThrownBy(() -> message.replySuccess(FLAVOUR, FaultingTask.stateFrom(1)));
    }
  }

  @ParameterizedTest
  @MethodSource("protectedBehaviours")
  void protectedFormsCarryATokenAndTheNumberOfTheThread(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.onMacOs15(true).handledBy(behaviour);
    SortedMap<Integer, String> before = task.state();
    RaisedException raised = task.raise();
    SendView token;
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.behaviour()).isEqualTo(behaviour);
      assertThat(message.codes()).containsExactly(CODE, SUBCODE);
      assertThat(message.threadId()).isEqualTo(task.threadPort.threadId());
      assertThat(message.thread()).isNull();
      assertThat(message.task()).isNull();
      token = message.token();
      assertThat(token.kernelObject())
          .isEqualTo(new KernelObject(KobjectConstants.IKOT_TASK_ID_TOKEN));
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
    assertThatIllegalStateException().isThrownBy(token::name);
    assertThat(task.state()).isEqualTo(before);
  }

  static List<ExceptionBehaviour> protectedBehaviours() {
    return List.of(
        ExceptionBehaviour.IDENTITY_PROTECTED.with64BitCodes(),
        ExceptionBehaviour.STATE_IDENTITY_PROTECTED.with64BitCodes());
  }

  @Test
  void aNewStateArrivesThroughTheProtectedFormToo() {
    FaultingTask task =
        FaultingTask.onMacOs15(true)
            .handledBy(ExceptionBehaviour.STATE_IDENTITY_PROTECTED.with64BitCodes());
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess(message.flavour(), FaultingTask.stateFrom(7));
    }
    FaultingTask.assertHandled(raised);
    assertThat(task.threadState()).isEqualTo(FaultingTask.stateFrom(7));
  }

  @Test
  void withoutDeveloperModeReadPortsArriveAndAreGivenBack() {
    FaultingTask task = FaultingTask.onMacOs15(false).handledBy(FaultingTask.DEFAULT_64);
    SortedMap<Integer, String> before = task.state();
    for (int i = 0; i < 100; i++) {
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        assertThat(message.thread().kernelObject())
            .isEqualTo(new KernelObject(KobjectConstants.IKOT_THREAD_READ));
        assertThat(message.task().kernelObject())
            .isEqualTo(new KernelObject(KobjectConstants.IKOT_TASK_READ));
        assertThat(message.thread().threadId()).isEqualTo(task.threadPort.threadId());
        message.replySuccess();
      }
      FaultingTask.assertHandled(raised);
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void theHandlerOfOneTypeIsNotAskedForAnother() {
    FaultingTask task = FaultingTask.create().handledBy(FaultingTask.DEFAULT_64);
    RaisedException raised = task.thread.raise(ExceptionType.EMULATION.number(), 0, 0);
    assertThat(raised.outcome().handled()).isFalse();
    assertThat(task.receiver.receive(Deadline.immediate())).isNull();
  }
}
