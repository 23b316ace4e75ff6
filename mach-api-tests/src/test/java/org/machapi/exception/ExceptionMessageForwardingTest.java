package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.SUBCODE;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;

import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.DeadNameException;
import org.machapi.HostPort;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.ThreadPort;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;

/** Forwarding to the handler that was there before, which lives in another task. */
@Timeout(60)
class ExceptionMessageForwardingTest {

  /** The handler of before, and its receiving end in the other task. */
  private record Earlier(RemotePort port, SendRight right, ReceiveRight receiveRight) {
    static Earlier on(FaultingTask task, ExceptionBehaviour behaviour, int flavour) {
      RemotePort port = task.kernel.remotePort();
      SendRight right = SendRight.adopt(task.mach, port.name());
      ExceptionPorts.of(task.threadPort).set(TYPE.mask(), right, behaviour, flavour);
      Mach mach = Mach.of(port.owner().library(), "mach-sim");
      return new Earlier(port, right, ReceiveRight.adopt(mach, port.receiveName()));
    }

    ExceptionMessage receive() {
      return FaultingTask.receive(new ExceptionReceiver(receiveRight));
    }

    boolean hasNothing() {
      return new ExceptionReceiver(receiveRight).receive(Deadline.immediate()) == null;
    }
  }

  static Stream<ExceptionBehaviour> behaviours() {
    return Stream.of(
            ExceptionBehaviour.DEFAULT, ExceptionBehaviour.STATE, ExceptionBehaviour.STATE_IDENTITY)
        .flatMap(behaviour -> Stream.of(behaviour, behaviour.with64BitCodes()));
  }

  private static InstalledHandler install(FaultingTask task, ExceptionBehaviour behaviour) {
    return ExceptionPorts.of(task.threadPort)
        .install(TYPE.mask(), task.handler, behaviour, FLAVOUR);
  }

  private static ExceptionHandler before(InstalledHandler installed) {
    return installed.before().of(TYPE);
  }

  @ParameterizedTest
  @MethodSource("behaviours")
  void theEarlierHandlerAnswersTheKernelItself(ExceptionBehaviour behaviour) {
    FaultingTask task = FaultingTask.create();
    Earlier earlier = Earlier.on(task, behaviour, FLAVOUR);
    task.setThreadState(FaultingTask.stateFrom(300));
    try (InstalledHandler installed = install(task, behaviour)) {
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        message.forwardTo(before(installed), Deadline.immediate());
      }
      assertThat(raised.isWaiting()).isTrue();
      try (ExceptionMessage message = earlier.receive()) {
        assertThat(message.type()).isEqualTo(TYPE);
        assertThat(message.codes()).hasSize(2);
        assertThat(message.behaviour()).isEqualTo(behaviour);
        assertThat(message.sender().isKernel()).isFalse();
        assertThat(message.sender().pid()).isEqualTo(task.mach.task().pid());
        if (message.flavour() != 0) {
          assertThat(message.state()).isEqualTo(FaultingTask.stateFrom(300));
        }
        message.replySuccess();
      }
      FaultingTask.assertHandled(raised);
    }
  }

  @Test
  void theEarlierHandlerGetsTheSameThreadTaskAndCodes() {
    FaultingTask task = FaultingTask.create();
    Earlier earlier = Earlier.on(task, DEFAULT_64, 0);
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      task.raise();
      try (ExceptionMessage message = task.receive()) {
        message.forwardTo(before(installed), Deadline.immediate());
      }
      try (ExceptionMessage message = earlier.receive()) {
        assertThat(message.codes()).containsExactly(CODE, SUBCODE);
        assertThat(message.thread().threadId()).isEqualTo(task.threadPort.threadId());
        assertThat(message.task().pid()).isEqualTo(task.mach.task().pid());
      }
    }
  }

  @Test
  void itOwnsReferencesOfItsOwnAndOursAreGivenBackOnClose() {
    FaultingTask task = FaultingTask.create();
    Earlier earlier = Earlier.on(task, DEFAULT_64, 0);
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      SortedMap<Integer, String> before = task.state();
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        message.forwardTo(before(installed), Deadline.immediate());
        assertThat(task.threadReferences()).isEqualTo(2);
        assertThat(task.taskReferences()).isEqualTo(2);
        assertThat(task.state().toString()).doesNotContain("SEND_ONCE");
      }
      assertThat(task.state()).isEqualTo(before);
      try (ExceptionMessage message = earlier.receive()) {
        assertThat(earlier.port().ownersReferences(message.thread().name(), Right.SEND))
            .isEqualTo(1);
        assertThat(earlier.port().ownersReferences(message.task().name(), Right.SEND)).isEqualTo(1);
        message.replySuccess();
      }
      FaultingTask.assertHandled(raised);
      assertThat(task.state()).isEqualTo(before);
    }
  }

  @Test
  void aThousandForwardedExceptionsLeaveBothTasksAsTheyWere() {
    FaultingTask task = FaultingTask.create();
    Earlier earlier = Earlier.on(task, DEFAULT_64, 0);
    Mach theirs = earlier.receiveRight().mach();
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      SortedMap<Integer, String> before = task.state();
      int namesBefore = theirs.space().names().size();
      ExceptionReceiver receiver = new ExceptionReceiver(earlier.receiveRight());
      for (int i = 0; i < 1000; i++) {
        RaisedException raised = task.raise();
        try (ExceptionMessage message = task.receive()) {
          message.forwardTo(before(installed), Deadline.immediate());
        }
        try (ExceptionMessage message = FaultingTask.receive(receiver)) {
          message.replySuccess();
        }
        FaultingTask.assertHandled(raised);
      }
      assertThat(task.state()).isEqualTo(before);
      assertThat(theirs.space().names()).hasSize(namesBefore);
    }
  }

  @Test
  void aForwardedMessageIsAnswered() {
    FaultingTask task = FaultingTask.create();
    Earlier earlier = Earlier.on(task, DEFAULT_64, 0);
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      task.raise();
      try (ExceptionMessage message = task.receive()) {
        ExceptionHandler handler = before(installed);
        message.forwardTo(handler, Deadline.immediate());
        assertThatIllegalStateException().isThrownBy(message::replySuccess);
        assertThatIllegalStateException().isThrownBy(message::replyFailure);
        assertThatIllegalStateException()
            .isThrownBy(() -> message.forwardTo(handler, Deadline.immediate()));
      }
      earlier.receive().close();
      assertThat(earlier.hasNothing()).isTrue();
    }
  }

  @Test
  void whereThereIsNoHandlerTheMessageIsAsItWas() {
    FaultingTask task = FaultingTask.create();
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> message.forwardTo(before(installed), Deadline.immediate()))
            .withMessageContaining("no handler");
        message.replyFailure();
      }
      FaultingTask.assertBecameSignal(raised);
    }
  }

  @Test
  void theKernelsOwnHandlerCannotBeForwardedTo() {
    FaultingTask task = FaultingTask.create().handledBy(DEFAULT_64);
    try (HostPort host = HostPort.self(task.mach);
        ExceptionHandlers handlers = ExceptionPorts.of(host).get(TYPE.mask())) {
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        SortedMap<Integer, String> before = task.state();
        task.kernel.calls().clear();
        assertThatIllegalArgumentException()
            .isThrownBy(() -> message.forwardTo(handlers.of(TYPE), Deadline.immediate()))
            .withMessageContaining("kernel object");
        assertThat(task.kernel.calls().calls("mach_msg")).isEmpty();
        assertThat(task.state()).isEqualTo(before);
        message.replySuccess();
      }
      FaultingTask.assertHandled(raised);
    }
  }

  @Test
  void ifTheHandlerIsDeadTheMessageStillOwnsAllAndCanBeAnswered() {
    FaultingTask task = FaultingTask.create();
    Earlier earlier = Earlier.on(task, DEFAULT_64, 0);
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      RaisedException raised = task.raise();
      earlier.receiveRight().close();
      try (ExceptionMessage message = task.receive()) {
        SortedMap<Integer, String> before = task.state();
        assertThatExceptionOfType(DeadNameException.class)
            .isThrownBy(() -> message.forwardTo(before(installed), Deadline.immediate()));
        assertThat(task.state()).isEqualTo(before);
        assertThat(raised.isWaiting()).isTrue();
        message.replySuccess();
      }
      FaultingTask.assertHandled(raised);
    }
  }

  @Test
  void ifTheQueueIsFullTheMessageStillOwnsAllAndCanBeAnswered() {
    FaultingTask task = FaultingTask.create();
    Earlier earlier = Earlier.on(task, DEFAULT_64, 0);
    earlier.port().fill();
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      SortedMap<Integer, String> quiet = task.state();
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        int names = task.state().size();
        assertThatExceptionOfType(MachException.class)
            .isThrownBy(() -> message.forwardTo(before(installed), Deadline.immediate()))
            .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_TIMED_OUT));
        assertThat(task.state()).hasSize(names);
        assertThat(task.threadReferences()).isEqualTo(2);
        assertThat(task.taskReferences()).isEqualTo(2);
        assertThat(raised.isWaiting()).isTrue();
        message.replySuccess();
      }
      FaultingTask.assertHandled(raised);
      assertThat(task.state()).isEqualTo(quiet);
    }
  }

  @Test
  void ifTheQueueIsFullAndTheMessageIsClosedTheNextLevelIsAsked() {
    FaultingTask task = FaultingTask.create();
    Earlier earlier = Earlier.on(task, DEFAULT_64, 0);
    earlier.port().fill();
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      SortedMap<Integer, String> quiet = task.state();
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        assertThatExceptionOfType(MachException.class)
            .isThrownBy(() -> message.forwardTo(before(installed), Deadline.immediate()));
      }
      FaultingTask.assertBecameSignal(raised);
      assertThat(task.state()).isEqualTo(quiet);
    }
  }

  @Test
  void aMessageWhoseThreadWasTakenCannotBeForwardedButAnswered() {
    FaultingTask task = FaultingTask.create();
    Earlier earlier = Earlier.on(task, DEFAULT_64, 0);
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive();
          ThreadPort thread = message.takeThread()) {
        SortedMap<Integer, String> before = task.state();
        assertThatIllegalStateException()
            .isThrownBy(() -> message.forwardTo(before(installed), Deadline.immediate()));
        assertThat(task.state()).isEqualTo(before);
        assertThat(thread.name()).isPositive();
        message.replySuccess();
      }
      FaultingTask.assertHandled(raised);
      assertThat(earlier.hasNothing()).isTrue();
    }
  }

  @Test
  void readPortsAreNotForwardedSinceThatWouldKillTheProcess() {
    FaultingTask task = FaultingTask.onMacOs15(false);
    Earlier earlier = Earlier.on(task, DEFAULT_64, 0);
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      SortedMap<Integer, String> quiet = task.state();
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receive()) {
        task.kernel.calls().clear();
        assertThatIllegalArgumentException()
            .isThrownBy(() -> message.forwardTo(before(installed), Deadline.immediate()))
            .withMessageContaining("must not leave its task");
        assertThat(task.kernel.calls().calls("mach_msg")).isEmpty();
        message.replySuccess();
      }
      FaultingTask.assertHandled(raised);
      assertThat(task.state()).isEqualTo(quiet);
      assertThat(earlier.hasNothing()).isTrue();
    }
  }

  @Test
  void ifTheKernelDestroysTheRightToAnswerClosingStillThrowsNothing() {
    FaultingTask task = FaultingTask.create();
    Earlier earlier = Earlier.on(task, DEFAULT_64, 0);
    try (InstalledHandler installed = install(task, DEFAULT_64)) {
      RaisedException raised = task.raise();
      ExceptionMessage message = task.receive();
      int thread = task.threadPort.name();
      // Somebody releases what is not his, in the last moment before the call.
      task.kernel
          .calls()
          .before(
              "mach_msg",
              () -> {
                task.kernel.deallocate(thread);
                task.kernel.deallocate(thread);
              });
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.forwardTo(before(installed), Deadline.immediate()))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_INVALID_RIGHT));
      task.kernel.calls().restore("mach_msg");
      // The kernel has been told by the loss of the right: the next level was asked.
      FaultingTask.assertBecameSignal(raised);
      assertThatIllegalStateException().isThrownBy(message::replyFailure);
      message.close();
      assertThat(task.taskReferences()).isEqualTo(1);
      assertThat(earlier.hasNothing()).isTrue();
    }
  }
}
