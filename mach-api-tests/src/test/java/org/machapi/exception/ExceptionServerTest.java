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
import static org.machapi.exception.FaultingTask.answered;
import static org.machapi.exception.FaultingTask.assertBecameSignal;
import static org.machapi.exception.FaultingTask.assertHandled;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Architecture;
import org.machapi.MachException;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.ThreadState;
import org.machapi.ThreadStateFlavour;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;

/** Who decides, and what becomes of it. */
@Timeout(30)
class ExceptionServerTest {
  private static final ExceptionMask TYPES =
      ExceptionMask.of(TYPE, ExceptionType.SYSCALL, ExceptionType.SOFTWARE);

  /** The word of x86_thread_state64_t at which the program counter begins. */
  private static final int RIP = 32;

  private final FaultingTask task = FaultingTask.create();
  private final ExceptionPorts ports = ExceptionPorts.of(task.threadPort);

  private ExceptionServerBuilder server() {
    return ExceptionServer.of(task.mach);
  }

  private RaisedException raise(ExceptionType type) {
    return answered(task.thread.raise(type.number(), CODE, SUBCODE));
  }

  /** Has the server wait once, which makes the port by which it is woken. */
  private void waits(ExceptionServer server) {
    int references = task.taskReferences();
    try (SendRight right = server.makeSend();
        InstalledHandler installed =
            ports.install(ExceptionType.RESOURCE.mask(), right, DEFAULT_64)) {
      raise(ExceptionType.RESOURCE);
      assertThat(installed.displaced().isEmpty()).isTrue();
      // What came with the message goes back after its answer.
      while (task.taskReferences() != references) {
        Thread.onSpinWait();
      }
    }
  }

  private static ExceptionServerCounts counts(
      long handled, long failed, long passedOn, long refused, long timedOut, long malformed) {
    return new ExceptionServerCounts(handled, failed, passedOn, refused, timedOut, malformed);
  }

  @Test
  void eachTypeHasItsHandlerAndWhatItDecidesIsAnswered() {
    try (ExceptionServer server =
        server()
            .on(TYPE, raised -> ExceptionDecision.handled())
            .on(ExceptionType.SYSCALL, raised -> ExceptionDecision.notHandled())
            .start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertHandled(raise(TYPE));
      assertThat(raise(ExceptionType.SYSCALL).outcome().handled()).isFalse();
      assertThat(raise(ExceptionType.SOFTWARE).outcome().handled()).isFalse();
      assertHandled(raise(TYPE));
      assertThat(server.counts()).isEqualTo(counts(2, 2, 0, 0, 0, 0));
    }
  }

  @Test
  void theHandlerSeesWhatWasRaisedAndByWhom() {
    AtomicReference<List<Object>> seen = new AtomicReference<>();
    try (ExceptionServer server =
        server()
            .on(
                TYPE,
                raised -> {
                  seen.set(
                      List.of(
                          raised.type(),
                          raised.codes(),
                          raised.behaviour(),
                          raised.sender().isKernel(),
                          raised.thread().name(),
                          raised.task().name(),
                          raised.token() == null,
                          raised.threadId(),
                          raised.flavour(),
                          raised.state().length));
                  return ExceptionDecision.handled();
                })
            .start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertHandled(raise(TYPE));
    }
    assertThat(seen.get())
        .containsExactly(
            TYPE,
            List.of(CODE, SUBCODE),
            DEFAULT_64,
            true,
            task.threadPort.name(),
            task.kernel.self(),
            true,
            0L,
            0,
            0);
  }

  @Test
  void theHandlerReadsMeaningAndRegistersAndChangesOneByName() {
    task.setThreadState(FaultingTask.stateFrom(1));
    AtomicReference<String> meaning = new AtomicReference<>();
    try (ExceptionServer server =
        server()
            .on(
                TYPE,
                raised -> {
                  meaning.set(raised.detail().describe());
                  ThreadState state = raised.threadState();
                  return ExceptionDecision.handled(state.with("rip", 0x1_2345L));
                })
            .start()) {
      server.install(
          ports, TYPE.mask(), ExceptionBehaviour.STATE_IDENTITY.with64BitCodes(), FLAVOUR);
      assertHandled(raise(TYPE));
    }
    assertThat(meaning.get())
        .isEqualTo(
            ExceptionDetail.of(Architecture.X86_64, TYPE, List.of(CODE, SUBCODE)).describe());
    int[] expected = FaultingTask.stateFrom(1);
    expected[RIP] = 0x1_2345;
    expected[RIP + 1] = 0;
    assertThat(task.threadState()).isEqualTo(expected);
  }

  @Test
  void aNewStateArrivesAtTheThread() {
    task.setThreadState(FaultingTask.stateFrom(100));
    AtomicReference<int[]> old = new AtomicReference<>();
    int[] wanted = FaultingTask.stateFrom(500);
    try (ExceptionServer server =
        server()
            .on(
                TYPE,
                raised -> {
                  old.set(raised.state());
                  return ExceptionDecision.handled(FLAVOUR, wanted);
                })
            .start()) {
      server.install(ports, TYPES, ExceptionBehaviour.STATE.with64BitCodes(), FLAVOUR);
      int[] before = task.threadState();
      assertHandled(raise(TYPE));
      assertThat(old.get()).isEqualTo(before);
      assertThat(task.threadState()).isNotEqualTo(before);
      assertThat(task.threadState()[0]).isEqualTo(500);
    }
  }

  @Test
  void theStateOfADecisionIsACopy() {
    int[] words = FaultingTask.stateFrom(500);
    ExceptionDecision decision = ExceptionDecision.handled(FLAVOUR, words);
    words[0] = 7;
    try (ExceptionServer server = server().on(TYPE, raised -> decision).start()) {
      server.install(ports, TYPES, ExceptionBehaviour.STATE.with64BitCodes(), FLAVOUR);
      assertHandled(raise(TYPE));
    }
    assertThat(task.threadState()).isEqualTo(FaultingTask.stateFrom(500));
    assertThat(decision).hasToString("HANDLED with state of flavour " + FLAVOUR);
    assertThat(ExceptionDecision.passOn()).hasToString("PASS_ON");
  }

  static Stream<ExceptionDecision> statesThatCannotBe() {
    return Stream.of(
        ExceptionDecision.handled(FLAVOUR, new int[FaultingTask.STATE_WORDS + 1]),
        ExceptionDecision.handled(
            ThreadState.of(
                ThreadStateFlavour.of(Architecture.ARM64, FLAVOUR),
                new int[FaultingTask.STATE_WORDS])));
  }

  @ParameterizedTest
  @MethodSource("statesThatCannotBe")
  void aNewStateThatCannotBeIsAMistakeOfTheHandlerAndCountsAsNoSuccess(ExceptionDecision decision) {
    task.setThreadState(FaultingTask.stateFrom(100));
    try (ExceptionServer server = server().on(TYPE, raised -> decision).start()) {
      server.install(ports, TYPES, ExceptionBehaviour.STATE.with64BitCodes(), FLAVOUR);
      assertBecameSignal(raise(TYPE));
      assertThat(server.counts()).isEqualTo(counts(0, 1, 0, 0, 0, 0));
    }
    assertThat(task.threadState()).isEqualTo(FaultingTask.stateFrom(100));
  }

  @Test
  void aNewStateWhereThereIsNoneIsAMistakeOfTheHandlerAndNoSuccess() {
    try (ExceptionServer server =
        server()
            .on(TYPE, raised -> ExceptionDecision.handled(FLAVOUR, FaultingTask.stateFrom(1)))
            .start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertBecameSignal(raise(TYPE));
      assertThat(server.counts()).isEqualTo(counts(0, 1, 0, 0, 0, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        Exception.class,
        InterruptedException.class,
        StackOverflowError.class,
        OutOfMemoryError.class,
        AssertionError.class
      })
  void whatAHandlerThrowsIsNoAnswerOfSuccessAndTheServerGoesOn(Class<? extends Throwable> type) {
    try (ExceptionServer server =
        server()
            .on(
                TYPE,
                raised -> {
                  throw sneaky(type.getDeclaredConstructor().newInstance());
                })
            .on(ExceptionType.SYSCALL, raised -> ExceptionDecision.handled())
            .start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertBecameSignal(raise(TYPE));
      assertHandled(raise(ExceptionType.SYSCALL));
      assertThat(server.counts()).isEqualTo(counts(1, 1, 0, 0, 0, 0));
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aRealStackOverflowIsNoAnswerOfSuccessEither() {
    try (ExceptionServer server = server().on(TYPE, raised -> endless(0)).start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertBecameSignal(raise(TYPE));
      assertBecameSignal(raise(TYPE));
    }
  }

  private static ExceptionDecision endless(int depth) {
    return depth == Integer.MAX_VALUE ? ExceptionDecision.handled() : endless(depth + 1 | 1);
  }

  @Test
  void nullIsNoDecision() {
    try (ExceptionServer server = server().on(TYPE, raised -> null).start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertBecameSignal(raise(TYPE));
      assertThat(server.counts()).isEqualTo(counts(0, 1, 0, 0, 0, 0));
    }
  }

  @Test
  void aHandlerThatLeavesItsThreadInterruptedDisturbsNobody() {
    try (ExceptionServer server =
        server()
            .on(
                TYPE,
                raised -> {
                  assertThat(Thread.currentThread().isInterrupted()).isFalse();
                  Thread.currentThread().interrupt();
                  return ExceptionDecision.handled();
                })
            .start()) {
      server.install(ports, TYPES, DEFAULT_64);
      for (int i = 0; i < 3; i++) {
        assertHandled(raise(TYPE));
      }
    }
  }

  @Test
  void whatIsPassedOnReachesTheHandlerThatWasThereBefore() {
    ports.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionServer server =
        server()
            .on(TYPE, raised -> ExceptionDecision.passOn())
            .on(
                ExceptionType.SYSCALL,
                raised -> {
                  throw new IllegalStateException("no decision");
                })
            .start()) {
      server.install(ports, TYPES, DEFAULT_64);
      for (ExceptionType type : List.of(TYPE, ExceptionType.SYSCALL, ExceptionType.SOFTWARE)) {
        RaisedException raised = task.thread.raise(type.number(), CODE, SUBCODE);
        try (ExceptionMessage message = task.receiver.receive(Deadline.none())) {
          assertThat(message.type()).isEqualTo(type);
          assertThat(message.codes()).containsExactly(CODE, SUBCODE);
          assertThat(message.thread().name()).isEqualTo(task.threadPort.name());
          message.replySuccess();
        }
        assertHandled(answered(raised));
      }
      assertThat(server.counts()).isEqualTo(counts(0, 0, 3, 0, 0, 0));
    }
  }

  @Test
  void whoIsGivenToBePassedOnToIsAskedWhereNoInstallationAccountsForIt() {
    ports.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionHandlers before = ports.get(TYPES);
        ExceptionServer server = server().passOnTo(before).start();
        ExceptionHandlers old = ports.swap(TYPES, server.handler(), DEFAULT_64)) {
      assertThat(old.of(TYPE).port().name()).isEqualTo(task.handler.name());
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receiver.receive(Deadline.none())) {
        message.replySuccess();
      }
      assertHandled(answered(raised));
    }
  }

  @Test
  void anInstallationOnTheThreadPassesOnToTheThreadsHandlerAndNotToThatOfTheTask() {
    ports.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionServer server = server().start()) {
      server.install(ports, TYPES, DEFAULT_64);
      server.install(ExceptionPorts.of(task.mach.task()), TYPES, DEFAULT_64);
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receiver.receive(Deadline.none())) {
        message.replySuccess();
      }
      assertHandled(answered(raised));
      assertThat(server.counts()).isEqualTo(counts(0, 0, 1, 0, 0, 0));
    }
  }

  @Test
  void anInstallationThatWasClosedEarlyIsNoLongerPassedOnTo() {
    ports.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionServer server = server().start()) {
      server.install(ports, TYPES, DEFAULT_64);
      InstalledHandler second = server.install(ports, TYPE.mask(), DEFAULT_64);
      second.close();
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receiver.receive(Deadline.none())) {
        message.replySuccess();
      }
      assertHandled(answered(raised));
    }
  }

  @Test
  void aPreviousHandlerThatWantsAnotherFormGetsThat() {
    ports.set(TYPES, task.handler, ExceptionBehaviour.STATE.with64BitCodes(), FLAVOUR);
    try (ExceptionServer server = server().start()) {
      server.install(ports, TYPES, DEFAULT_64);
      RaisedException raised = task.raise();
      try (ExceptionMessage message = task.receiver.receive(Deadline.none())) {
        assertThat(message.behaviour()).isEqualTo(ExceptionBehaviour.STATE.with64BitCodes());
        message.replyFailure();
      }
      assertBecameSignal(answered(raised));
      assertThat(server.counts()).isEqualTo(counts(0, 0, 1, 0, 0, 0));
    }
  }

  @Test
  void aPreviousHandlerThatIsDeadMeansTheNextLevel() {
    ports.set(TYPES, task.handler, DEFAULT_64);
    try (ExceptionServer server = server().start()) {
      server.install(ports, TYPES, DEFAULT_64);
      task.port.close();
      assertBecameSignal(raise(TYPE));
      assertThat(server.counts()).isEqualTo(counts(0, 1, 0, 0, 0, 0));
    }
  }

  @Test
  void allIsGivenBackAndAsItWasBefore() {
    ports.set(TYPES, task.handler, ExceptionBehaviour.DEFAULT);
    SortedMap<Integer, String> before = task.state();
    long memory = task.kernel.task().mappedBytes();
    ExceptionServer server = server().on(TYPE, raised -> ExceptionDecision.handled()).start();
    assertThat(server.handler().name()).isEqualTo(server.handler().name());
    InstalledHandler installed = server.install(ports, TYPES, DEFAULT_64);
    for (int i = 0; i < 20; i++) {
      assertHandled(raise(TYPE));
    }
    server.close();
    assertThat(installed.displaced().isEmpty()).isTrue();
    assertThat(installed.notRestored().isEmpty()).isTrue();
    assertThat(task.state()).isEqualTo(before);
    server.close();
    assertThat(task.state()).isEqualTo(before);
    assertThat(task.kernel.task().mappedBytes()).isEqualTo(memory);
    try (ExceptionHandlers now = ports.get(TYPES)) {
      assertThat(now.of(TYPE).port().name()).isEqualTo(task.handler.name());
      assertThat(now.of(TYPE).behaviour()).isEqualTo(ExceptionBehaviour.DEFAULT);
    }
  }

  @Test
  void ifItCannotBeMadeNothingIsLeft() {
    SortedMap<Integer, String> before = task.state();
    for (int made = 0; made < 3; made++) {
      int allowed = made;
      int[] calls = {0};
      for (String routine : List.of("mach_port_construct", "mach_port_allocate")) {
        task.kernel
            .calls()
            .on(
                routine,
                (arguments, kernel) -> calls[0]++ < allowed ? kernel.call() : KERN_NO_SPACE);
      }
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> server().onNoSenders(() -> {}).start().close());
      task.kernel.calls().restore("mach_port_construct");
      task.kernel.calls().restore("mach_port_allocate");
      assertThat(task.state()).isEqualTo(before);
    }
    task.kernel.calls().fail("mach_port_request_notification", KERN_NO_SPACE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> server().onNoSenders(() -> {}).start().close());
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void anInstallationThatIsRefusedLeavesNoRight() {
    try (ExceptionServer server = server().start()) {
      waits(server);
      SortedMap<Integer, String> before = task.state();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.install(ports, ExceptionMask.ALL, DEFAULT_64));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.install(ports, TYPES, ExceptionBehaviour.STATE));
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> server.install(ports, new ExceptionMask(1 << 30), DEFAULT_64));
      assertThat(task.state()).isEqualTo(before);
    }
  }

  @Test
  void aRightThatIsMadeBelongsToTheCaller() {
    try (ExceptionServer server =
        server().on(TYPE, raised -> ExceptionDecision.handled()).start()) {
      waits(server);
      SortedMap<Integer, String> before = task.state();
      try (SendRight right = server.makeSend()) {
        assertThat(task.kernel.references(right.name(), Right.SEND)).isEqualTo(1);
        ports.set(TYPES, right, DEFAULT_64);
      }
      assertThat(task.state()).isEqualTo(before);
      assertHandled(raise(TYPE));
      ports.set(TYPES, null, ExceptionBehaviour.NONE);
    }
  }

  @Test
  void aServerThatIsClosedIsNoUse() {
    ExceptionServer server = server().start();
    server.close();
    assertThatIllegalStateException().isThrownBy(server::handler);
    assertThatIllegalStateException().isThrownBy(() -> server.makeSend().close());
    assertThatIllegalStateException().isThrownBy(() -> server.install(ports, TYPES, DEFAULT_64));
    assertThatIllegalStateException().isThrownBy(() -> server.watch(task.handler, () -> {}));
    assertThat(server.counts()).isEqualTo(counts(0, 0, 0, 0, 0, 0));
  }

  @Test
  void theBuilderRefusesWhatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> server().deadline(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server().deadline(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> server().maxStuckHandlers(0));
    ExceptionServerBuilder twice = server().on(TYPE, raised -> ExceptionDecision.handled());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twice.on(TYPE, raised -> ExceptionDecision.handled()))
        .withMessageContaining(TYPE.toString());
    try (ExceptionServer server = twice.deadline(Duration.ofSeconds(Long.MAX_VALUE)).start()) {
      server.install(ports, TYPES, DEFAULT_64);
      assertHandled(raise(TYPE));
    }
  }
}
