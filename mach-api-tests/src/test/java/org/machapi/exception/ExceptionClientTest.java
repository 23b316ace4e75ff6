package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.exception.FaultingTask.CODE;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.SUBCODE;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MigErrorConstants.MIG_SERVER_DIED;

import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machapi.DeadNameException;
import org.machapi.MachException;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.NativeBuffer;

@Timeout(60)
class ExceptionClientTest {
  private final FaultingTask task = FaultingTask.create();
  private final SortedMap<Integer, String> withoutClient = task.state();
  private final ExceptionClient client = new ExceptionClient(task.mach);
  private final SortedMap<Integer, String> before = task.state();

  @AfterEach
  void theClientGivesItsPortBackAndNothingElseIsLeft() {
    client.close();
    client.close();
    assertThat(task.state()).isEqualTo(withoutClient);
  }

  private void send(SendRight handler) {
    client.send(
        handler, task.threadPort, task.mach.task(), TYPE, CODE, SUBCODE, Deadline.immediate());
  }

  private int answer() {
    return client.receiveReply(Deadline.immediate()).kernReturn().code();
  }

  @Test
  void theHandlerReceivesWhatTheKernelWouldSend() {
    send(task.handler);
    try (ExceptionMessage message = task.receive()) {
      assertThat(message.behaviour()).isEqualTo(DEFAULT_64);
      assertThat(message.type()).isEqualTo(TYPE);
      assertThat(message.codes()).containsExactly(CODE, SUBCODE);
      assertThat(message.thread().name()).isEqualTo(task.threadPort.name());
      assertThat(message.task().name()).isEqualTo(task.kernel.self());
      assertThat(message.sender().isKernel()).isFalse();
    }
    assertThat(answer()).isEqualTo(KERN_FAILURE);
  }

  @Test
  void theAnswerArrives() {
    send(task.handler);
    assertThat(client.receiveReply(Deadline.immediate())).isNull();
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
    }
    assertThat(answer()).isEqualTo(KERN_SUCCESS);
    assertThat(client.receiveReply(Deadline.immediate())).isNull();
  }

  @Test
  void answersComeInTheOrderOfTheHandler() {
    send(task.handler);
    send(task.handler);
    try (ExceptionMessage message = task.receive()) {
      message.replyFailure();
    }
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
    }
    assertThat(answer()).isEqualTo(KERN_FAILURE);
    assertThat(answer()).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void threadAndTaskStayWithTheirOwnersAndTheHandlerGetsItsOwnReferences() {
    for (int i = 0; i < 1000; i++) {
      send(task.handler);
      try (ExceptionMessage message = task.receive()) {
        assertThat(message.thread().references(Right.SEND)).isEqualTo(2);
        message.replySuccess();
      }
      assertThat(answer()).isEqualTo(KERN_SUCCESS);
    }
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aHandlerThatDropsTheRightToAnswerHasDied() {
    send(task.handler);
    NativeBuffer received = receiveRaw();
    task.kernel.deallocate(received.getInt(MachMsgLayout.MSGH_REMOTE_PORT));
    task.kernel.deallocate(task.threadPort.name());
    task.kernel.deallocate(task.kernel.self());
    assertThat(answer()).isEqualTo(MIG_SERVER_DIED);
  }

  @Test
  void aHandlerWhosePortDiesBeforeItReceivesHasDied() {
    RemotePort port = task.kernel.remotePort();
    try (SendRight handler = SendRight.adopt(task.mach, port.name())) {
      send(handler);
      port.die();
      assertThat(answer()).isEqualTo(MIG_SERVER_DIED);
    }
    assertThat(task.state()).isEqualTo(before);
  }

  private NativeBuffer receiveRaw() {
    NativeBuffer buffer = NativeBuffer.allocate(1024);
    int options = MACH_RCV_MSG | MACH_RCV_TIMEOUT;
    int code =
        task.kernel.raw().mach_msg(buffer.pointer(), options, 0, 1024, task.port.name(), 0, 0);
    assertThat(code).isZero();
    return buffer;
  }

  @ParameterizedTest
  @CsvSource({
    "2506, 0, MIG_REPLY_MISMATCH",
    "2405, 0, MIG_REPLY_MISMATCH",
    "0, 0, MIG_REPLY_MISMATCH",
    "2505, 4, MIG_TYPE_ERROR",
    "2505, -4, MIG_TYPE_ERROR"
  })
  void whatIsNoAnswerIsMalformedAndReleased(int id, int more, String code) {
    send(task.handler);
    NativeBuffer received = receiveRaw();
    RawMessage answer = new RawMessage(id).ndr().ints(KERN_SUCCESS);
    int sent =
        answer
            .resize(answer.size() + more)
            .to(received.getInt(MachMsgLayout.MSGH_REMOTE_PORT), MACH_MSG_TYPE_MOVE_SEND_ONCE)
            .send(task.kernel.raw());
    assertThat(sent).isZero();
    task.kernel.deallocate(task.threadPort.name());
    task.kernel.deallocate(task.kernel.self());
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(this::answer)
        .satisfies(e -> assertThat(e.kernReturn().toString()).startsWith(code));
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void rightsInWhatIsNoAnswerAreReleased() {
    send(task.handler);
    NativeBuffer received = receiveRaw();
    // The thread that came with the request goes back in an answer that has no place for it.
    int code =
        new RawMessage(2505)
            .port(task.threadPort.name(), MACH_MSG_TYPE_MOVE_SEND)
            .to(received.getInt(MachMsgLayout.MSGH_REMOTE_PORT), MACH_MSG_TYPE_MOVE_SEND_ONCE)
            .resize(36 + 4)
            .send(task.kernel.raw());
    assertThat(code).isZero();
    task.kernel.deallocate(task.kernel.self());
    assertThatExceptionOfType(MachException.class).isThrownBy(this::answer);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aFullQueueIsToldAndNothingIsLost() {
    RemotePort port = task.kernel.remotePort();
    port.fill();
    try (SendRight handler = SendRight.adopt(task.mach, port.name())) {
      SortedMap<Integer, String> held = task.state();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> send(handler))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_TIMED_OUT));
      assertThat(task.state()).isEqualTo(held);
    }
  }

  @Test
  void aMessageThatCouldNotBeSentIsNotTakenForOneWhoseHandlerDied() {
    RemotePort port = task.kernel.remotePort();
    port.fill();
    send(task.handler);
    try (SendRight handler = SendRight.adopt(task.mach, port.name())) {
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(MachException.class).isThrownBy(() -> send(handler));
      }
    }
    try (ExceptionMessage message = task.receive()) {
      message.replySuccess();
    }
    assertThat(answer()).isEqualTo(KERN_SUCCESS);
    assertThat(client.receiveReply(Deadline.immediate())).isNull();
  }

  @Test
  void aDeadHandlerIsToldAndNothingIsLost() {
    RemotePort port = task.kernel.remotePort();
    try (SendRight handler = SendRight.adopt(task.mach, port.name())) {
      port.die();
      SortedMap<Integer, String> held = task.state();
      assertThatExceptionOfType(DeadNameException.class).isThrownBy(() -> send(handler));
      assertThat(task.state()).isEqualTo(held);
    }
    assertThat(client.receiveReply(Deadline.immediate())).isNull();
  }

  @Test
  void aKernelObjectIsNoHandler() {
    try (SendRight self = task.mach.task().copy()) {
      assertThatIllegalArgumentException().isThrownBy(() -> send(self));
    }
    assertThat(client.receiveReply(Deadline.immediate())).isNull();
  }

  @Test
  void onceClosedItRefusesToSendAndReceive() {
    client.close();
    assertThatIllegalStateException().isThrownBy(() -> send(task.handler));
    assertThatIllegalStateException().isThrownBy(() -> client.receiveReply(Deadline.immediate()));
  }
}
