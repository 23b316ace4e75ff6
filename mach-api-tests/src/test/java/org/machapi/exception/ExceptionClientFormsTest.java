package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.MessageConstants.MACH_RCV_TOO_LARGE;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.TaskPort;
import org.machapi.TestKernel;
import org.machapi.ThreadPort;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadStatusConstants;

/** Exceptions of every form, raised at a handler as the kernel would, and what it answers. */
@Timeout(60)
@Tag("kernel")
class ExceptionClientFormsTest {
  private static final long CODE = 7;
  private static final long SUBCODE = -0x7ff0_1234;
  private static final int[] OLD = FaultingTask.stateFrom(300);
  private static final int[] NEW = FaultingTask.stateFrom(5000);

  private final FaultingTask task = FaultingTask.onMacOs15(true);
  private final NextHandler handler = NextHandler.of(task);
  private final SendRight token = token();
  private SortedMap<Integer, String> before;
  private ExceptionClient client;

  @BeforeEach
  void look() {
    before = task.state();
    client = new ExceptionClient(task.mach);
  }

  @AfterEach
  void nothingIsLeft() {
    client.close();
    assertThat(task.state()).isEqualTo(before);
  }

  private SendRight token() {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "task_create_identity_token",
        task.kernel.raw().task_create_identity_token(task.kernel.self(), out.pointer()));
    return SendRight.adopt(task.mach, out.getInt(0));
  }

  static List<ExceptionForm> forms() {
    return ForwardingPairsTest.forms();
  }

  static Stream<ExceptionForm> formsWithState() {
    return forms().stream().filter(form -> form.hasState);
  }

  private ExceptionToRaise exception(ExceptionForm form) {
    ExceptionToRaise exception = ExceptionToRaise.of(TYPE, CODE, SUBCODE);
    if (form.ports == 2) {
      exception = exception.withPorts(task.threadPort, task.mach.task());
    }
    if (form.hasThreadId) {
      exception = exception.withToken(token, task.threadPort.threadId());
    }
    if (form.hasState) {
      exception = exception.withState(FLAVOUR, OLD);
    }
    return form.codeWidth == 4 ? exception.with32BitCodes() : exception;
  }

  private static ByteBuffer body(ExceptionMessage message) {
    ByteBuffer bytes = message.bytes().position(message.request().form().ndrOffset());
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theHandlerGetsWhatTheKernelWouldSend(ExceptionForm form) {
    task.setThreadState(OLD);
    ExceptionPorts.of(task.threadPort).set(TYPE.mask(), handler.right, form.behaviour(), FLAVOUR);
    task.raise(CODE, SUBCODE);
    ByteBuffer fromTheKernel;
    try (ExceptionMessage message = handler.receive()) {
      fromTheKernel = body(message);
    }
    assertThat(exception(form).behaviour()).isEqualTo(form.behaviour());
    client.send(handler.right, exception(form), Deadline.immediate());
    try (ExceptionMessage message = handler.receive()) {
      assertThat(message.request().form()).isEqualTo(form);
      assertThat(body(message)).isEqualTo(fromTheKernel);
      if (form.ports == 2) {
        assertThat(message.thread().threadId()).isEqualTo(task.threadPort.threadId());
        assertThat(message.task().pid()).isEqualTo(task.mach.task().pid());
      }
      message.replyFailure();
    }
    ExceptionAnswer answer = client.receiveReply(Deadline.immediate());
    assertThat(answer.kernReturn().code()).isEqualTo(KERN_FAILURE);
    assertThat(answer.isSuccess()).isFalse();
    assertThat(answer.state()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("formsWithState")
  void theAnswerBringsTheNewState(ExceptionForm form) {
    client.send(handler.right, exception(form), Deadline.immediate());
    try (ExceptionMessage message = handler.receive()) {
      assertThat(message.state()).isEqualTo(OLD);
      message.replySuccess(ThreadStatusConstants.x86_THREAD_STATE, NEW);
    }
    ExceptionAnswer answer = client.receiveReply(Deadline.immediate());
    assertThat(answer.isSuccess()).isTrue();
    assertThat(answer.flavour()).isEqualTo(ThreadStatusConstants.x86_THREAD_STATE);
    assertThat(answer.state()).isEqualTo(NEW);
    // A copy: what is done to it changes nothing.
    answer.state()[0] = 1;
    assertThat(answer.state()).isEqualTo(NEW);
    assertThat(answer.toString()).isEqualTo("KERN_SUCCESS (0) with 42 words of flavour 7");
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatIsNoneIsRefusedAndReleased(MalformedReply kind) {
    client.send(
        handler.right, exception(ExceptionForm.MACH_RAISE_STATE_IDENTITY), Deadline.immediate());
    try (ExceptionMessage message = handler.receive()) {
      kind.answer(handler, message);
    }
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> client.receiveReply(Deadline.immediate()))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(kind.code))
        .satisfies(
            e ->
                assertThat(e instanceof MalformedMessageException)
                    .isEqualTo(kind.code != MACH_RCV_TOO_LARGE));
    assertThat(client.receiveReply(Deadline.immediate())).isNull();
  }

  @Test
  void memoryAndRightsInAnAnswerAreReleased() {
    long mapped = task.kernel.task().mappedBytes();
    for (int i = 0; i < 10; i++) {
      client.send(
          handler.right, exception(ExceptionForm.MACH_RAISE_STATE_IDENTITY), Deadline.immediate());
      try (ExceptionMessage message = handler.receive()) {
        MalformedReply.send(
            handler,
            message,
            i % 2 == 0 ? MalformedReply.withMemory(handler) : MalformedReply.withTask(handler));
      }
      assertThatExceptionOfType(MalformedMessageException.class)
          .isThrownBy(() -> client.receiveReply(Deadline.immediate()));
    }
    assertThat(task.kernel.task().mappedBytes()).isEqualTo(mapped);
  }

  @Test
  void corpseDataTravelInAFormOfTheirOwn() {
    ExceptionToRaise corpse =
        ExceptionToRaise.of(ExceptionType.CORPSE_NOTIFY, 12, 0).withCorpseData(token);
    assertThat(corpse.behaviour()).isEqualTo(ExceptionBehaviour.NONE);
    client.send(handler.right, corpse, Deadline.immediate());
    try (ExceptionMessage message = handler.receive()) {
      assertThat(message.request().form()).isEqualTo(ExceptionForm.MACH_RAISE_BACKTRACE);
      assertThat(message.behaviour()).isNull();
      assertThat(message.codes()).containsExactly(12L, 0L);
      assertThat(message.token()).isNotNull();
      message.replySuccess();
    }
    assertThat(client.receiveReply(Deadline.immediate()).isSuccess()).isTrue();
  }

  @Test
  void fewerCodesCanBeSent() {
    for (long[] codes : new long[][] {{}, {1}, {1, 2}}) {
      client.send(
          handler.right,
          ExceptionToRaise.of(TYPE, codes).withState(FLAVOUR, 1, 2, 3),
          Deadline.immediate());
      try (ExceptionMessage message = handler.receive()) {
        assertThat(message.codes()).hasSize(codes.length);
        assertThat(message.state()).containsExactly(1, 2, 3);
      }
    }
    assertThatIllegalArgumentException().isThrownBy(() -> ExceptionToRaise.of(TYPE, 1, 2, 3));
  }

  @Test
  void whatNoMessageCarriesIsRefusedBeforeTheCall() {
    ExceptionToRaise bare = ExceptionToRaise.of(TYPE, 1, 2);
    task.kernel.calls().clear();
    for (ExceptionToRaise impossible :
        List.of(
            bare,
            bare.with32BitCodes().withToken(token, 1),
            bare.with32BitCodes().withToken(token, 1).withState(FLAVOUR, OLD),
            bare.with32BitCodes().withCorpseData(token),
            bare.withCorpseData(token).withState(FLAVOUR, OLD))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.send(handler.right, impossible, Deadline.immediate()))
          .withMessageContaining("no exception message carries");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> bare.withState(FLAVOUR, new int[ThreadStatusConstants.THREAD_STATE_MAX + 1]));
    assertThat(task.kernel.calls().calls("mach_msg")).isEmpty();
    handler.assertHasNothing();
  }

  @Test
  void readPortsAreRefused() {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "thread_get_special_port",
        task.kernel.raw().thread_get_special_port(task.threadPort.name(), 3, out.pointer()));
    try (ThreadPort weak = ThreadPort.adoptUnchecked(task.mach, out.getInt(0));
        TaskPort self = task.mach.task().copy()) {
      ExceptionToRaise exception = ExceptionToRaise.of(TYPE, 1, 2).withPorts(weak, self);
      task.kernel.calls().clear();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.send(handler.right, exception, Deadline.immediate()))
          .withMessageContaining("must not leave its task");
      assertThat(task.kernel.calls().calls("mach_msg")).isEmpty();
    }
  }

  @Test
  void answersOfFormsThatWereNotSentAreRefused() {
    client.send(handler.right, exception(ExceptionForm.MACH_RAISE), Deadline.immediate());
    try (ExceptionMessage message = handler.receive()) {
      MalformedReply.send(handler, message, new RawMessage(2507).ndr().ints(KERN_FAILURE));
    }
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> client.receiveReply(Deadline.immediate()))
        .withMessageContaining("answers nothing");
  }
}
