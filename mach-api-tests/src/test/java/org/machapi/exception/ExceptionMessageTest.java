package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.SUBCODE;
import static org.machapi.exception.FaultingTask.TYPE;

import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.DeadNameException;
import org.machapi.HostPort;
import org.machapi.MachThread;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.Task;
import org.machapi.TaskPort;
import org.machapi.ThreadPort;
import org.machapi.message.Deadline;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.RaisedException;

@Timeout(60)
class ExceptionMessageTest {
  private final FaultingTask task = FaultingTask.create().handledBy(DEFAULT_64);

  /** The ways to end a message. */
  enum Ending {
    SUCCESS {
      @Override
      void end(ExceptionMessage message) {
        message.replySuccess();
      }
    },
    FAILURE {
      @Override
      void end(ExceptionMessage message) {
        message.replyFailure();
      }
    },
    NO_ANSWER {
      @Override
      void end(ExceptionMessage message) {}
    };

    abstract void end(ExceptionMessage message);
  }

  @Test
  void tellsWhatHappenedAndWhoSaysSo() {
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.type()).isEqualTo(TYPE);
      assertThat(message.codes()).containsExactly(CODE, SUBCODE);
      assertThat(message.behaviour()).isEqualTo(DEFAULT_64);
      assertThat(message.sender().isKernel()).isTrue();
      assertThat(message.flavour()).isZero();
      assertThat(message.state()).isEmpty();
      assertThat(message.threadId()).isZero();
      assertThat(message.token()).isNull();
    }
  }

  @Test
  void namesTheThreadAndTheTaskThatRaisedIt() {
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.thread().name()).isEqualTo(task.threadPort.name());
      assertThat(message.thread().threadId()).isEqualTo(task.threadPort.threadId());
      assertThat(message.task().name()).isEqualTo(task.kernel.self());
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesThreadAndTaskBackHoweverItEnds(Ending ending) {
    SortedMap<Integer, String> before = task.state();
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(task.threadReferences()).isEqualTo(2);
      assertThat(task.taskReferences()).isEqualTo(2);
      ending.end(message);
      // Answering gives back nothing but the right to answer.
      assertThat(task.threadReferences()).isEqualTo(2);
      assertThat(task.taskReferences()).isEqualTo(2);
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCESS", "FAILURE"})
  void anAnswerUsesUpTheRightToAnswer(Ending ending) {
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(task.state().toString()).contains("SEND_ONCE");
      ending.end(message);
      assertThat(task.state().toString()).doesNotContain("SEND_ONCE");
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesAloneWhatWasTaken(Ending ending) {
    task.raise();
    ThreadPort thread;
    TaskPort owner;
    MachThread lentThread;
    Task lentTask;
    try (ExceptionMessage message = task.receive()) {
      lentThread = message.thread();
      lentTask = message.task();
      thread = message.takeThread();
      owner = message.takeTask();
      ending.end(message);
    }
    assertThat(thread.name()).isEqualTo(task.threadPort.name());
    assertThat(task.threadReferences()).isEqualTo(2);
    assertThat(task.taskReferences()).isEqualTo(2);
    assertThatIllegalStateException().isThrownBy(lentThread::name);
    assertThatIllegalStateException().isThrownBy(lentTask::name);
    thread.close();
    owner.close();
    assertThat(task.threadReferences()).isEqualTo(1);
    assertThat(task.taskReferences()).isEqualTo(1);
  }

  @Test
  void whatWasTakenCannotBeTakenAgain() {
    task.raise();
    try (ExceptionMessage message = task.receive();
        ThreadPort thread = message.takeThread();
        TaskPort owner = message.takeTask()) {
      assertThatIllegalStateException().isThrownBy(message::takeThread);
      assertThatIllegalStateException().isThrownBy(message::takeTask);
      assertThat(thread.name()).isEqualTo(task.threadPort.name());
      assertThat(owner.name()).isEqualTo(task.kernel.self());
    }
  }

  @Test
  void onceClosedNothingCanBeTakenReadOrAnswered() {
    task.raise();
    ExceptionMessage message = task.receive();
    message.close();
    SortedMap<Integer, String> closed = task.state();
    assertThatIllegalStateException().isThrownBy(message::takeThread);
    assertThatIllegalStateException().isThrownBy(message::takeTask);
    assertThatIllegalStateException().isThrownBy(() -> message.thread().name());
    assertThatIllegalStateException().isThrownBy(() -> message.task().name());
    assertThatIllegalStateException().isThrownBy(message::state);
    assertThatIllegalStateException().isThrownBy(message::replySuccess);
    assertThatIllegalStateException().isThrownBy(message::replyFailure);
    task.kernel.calls().clear();
    message.close();
    assertThat(task.kernel.calls().calls()).isEmpty();
    assertThat(task.state()).isEqualTo(closed);
  }

  @Test
  void theThreadStandsStillUntilItIsAnswered() {
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThat(raised.isWaiting()).isTrue();
      message.replySuccess();
      assertThat(raised.isWaiting()).isFalse();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void canBeAnsweredOnce() {
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
      task.kernel.calls().clear();
      assertThatIllegalStateException().isThrownBy(message::replySuccess);
      assertThatIllegalStateException().isThrownBy(message::replyFailure);
      assertThat(task.kernel.calls().calls()).isEmpty();
    }
    FaultingTask.assertHandled(raised);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILURE", "NO_ANSWER"})
  void ifItIsNotHandledTheTaskIsAskedAndThenTheHostUntilItIsASignal(Ending ending) {
    SortedMap<Integer, String> before = task.state();
    try (ReceiveRight taskLevel = ReceiveRight.allocate(task.mach);
        SendRight taskHandler = taskLevel.makeSend();
        InstalledHandler installed =
            ExceptionPorts.of(task.mach.task()).install(TYPE.mask(), taskHandler, DEFAULT_64, 0)) {
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        ending.end(message);
      }
      try (ExceptionMessage message = FaultingTask.receive(new ExceptionReceiver(taskLevel))) {
        assertThat(message.codes()).containsExactly(CODE, SUBCODE);
        assertThat(raised.isWaiting()).isTrue();
        ending.end(message);
      }
      FaultingTask.assertBecameSignal(raised);
      assertThat(installed.displaced().isEmpty()).isTrue();
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void theHostIsAskedLastAndItsHandlerMayStillHandleIt() {
    SortedMap<Integer, String> before = task.state();
    try (HostPort host = HostPort.self(task.mach);
        ReceiveRight hostLevel = ReceiveRight.allocate(task.mach);
        SendRight hostHandler = hostLevel.makeSend();
        InstalledHandler installed =
            ExceptionPorts.of(host)
                .evenUnprotected()
                .install(TYPE.mask(), hostHandler, ExceptionBehaviour.DEFAULT, 0)) {
      RaisedException raised = task.raise();
      task.receive().close();
      try (ExceptionMessage message = FaultingTask.receive(new ExceptionReceiver(hostLevel))) {
        assertThat(message.type()).isEqualTo(TYPE);
        message.replySuccess();
      }
      FaultingTask.assertHandled(raised);
      assertThat(installed.before().size()).isEqualTo(1);
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aThousandExceptionsLeaveTheReferencesAsTheyWere() {
    SortedMap<Integer, String> before = task.state();
    for (int i = 0; i < 1000; i++) {
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        message.replySuccess();
      }
      FaultingTask.assertHandled(raised);
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aHandlerThatForgetsThemLeaksOneReferenceEachWithEveryException() {
    int thread = task.threadReferences();
    int owner = task.taskReferences();
    for (int i = 1; i <= 1000; i++) {
      RaisedException raised = task.raise();
      answerAsManyHandlersInCDo();
      FaultingTask.assertHandled(raised);
      assertThat(task.threadReferences()).isEqualTo(thread + i);
      assertThat(task.taskReferences()).isEqualTo(owner + i);
    }
  }

  /** Receives and answers with the raw routine, and forgets thread and task. */
  private void answerAsManyHandlersInCDo() {
    NativeBuffer buffer = NativeBuffer.allocate(1024);
    int options = MessageConstants.MACH_RCV_MSG | MessageConstants.MACH_RCV_TIMEOUT;
    assertThat(
            task.kernel.raw().mach_msg(buffer.pointer(), options, 0, 1024, task.port.name(), 0, 0))
        .isZero();
    int reply = buffer.getInt(MachMsgLayout.MSGH_REMOTE_PORT);
    int code =
        new RawMessage(2505)
            .to(reply, MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE)
            .ndr()
            .ints(KernReturnConstants.KERN_SUCCESS)
            .send(task.kernel.raw());
    assertThat(code).isZero();
  }

  @Test
  void anAnswerToAThreadThatHasEndedIsDroppedByTheKernel() {
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      task.thread.exit();
      message.replySuccess();
    }
    assertThat(raised.outcome().handled()).isFalse();
    task.threadPort.close();
    assertThat(task.state().toString()).doesNotContain("DEAD_NAME").doesNotContain("SEND_ONCE");
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILURE", "NO_ANSWER"})
  void ifTheKernelHasNoticedThatTheThreadEndedAnAnswerFailsAndTheMessageStillOwnsAll(
      Ending ending) {
    task.raise();
    try (ExceptionMessage message = task.receive()) {
      task.thread.exit();
      // A look at the names is what makes the kernel notice.
      SortedMap<Integer, String> noticed = task.state();
      assertThatExceptionOfType(DeadNameException.class)
          .isThrownBy(message::replySuccess)
          .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_msg"));
      assertThat(task.state()).isEqualTo(noticed);
      assertThat(message.thread().isDead()).isTrue();
      assertThat(message.thread().references(Right.DEAD_NAME)).isEqualTo(2);
      if (ending == Ending.FAILURE) {
        // It does not count as answered.
        assertThatExceptionOfType(DeadNameException.class).isThrownBy(message::replyFailure);
      }
    }
    assertThat(task.kernel.references(task.threadPort.name(), Right.DEAD_NAME)).isEqualTo(1);
    task.threadPort.close();
    assertThat(task.state().toString()).doesNotContain("DEAD_NAME");
  }

  @Test
  void anAnswerWithAStateIsRefusedWhereTheFormHasNone() {
    RaisedException raised = task.raise();
    try (ExceptionMessage message = task.receive()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> message.replySuccess(FaultingTask.FLAVOUR, new int[42]))
          .withMessageContaining("carries no state");
      assertThat(raised.isWaiting()).isTrue();
      message.replySuccess();
    }
    FaultingTask.assertHandled(raised);
  }

  @Test
  void closingOneMessageLetsTheReceiverTakeTheNext() {
    task.raise();
    ExceptionMessage first = task.receive();
    assertThatIllegalStateException().isThrownBy(() -> task.receiver.receive(Deadline.immediate()));
    first.close();
    RaisedException second = task.raise();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
    }
    FaultingTask.assertHandled(second);
  }
}
