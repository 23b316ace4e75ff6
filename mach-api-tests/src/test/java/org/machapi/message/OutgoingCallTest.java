package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.message.ServedPort.words;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_PORT_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MigErrorConstants.MIG_NO_REPLY;
import static org.machapi.raw.MigErrorConstants.MIG_SERVER_DIED;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;

import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.DeadNameException;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.Threads;
import org.machapi.raw.NativeBuffer;

/** A request and its answer in one call, and every way in which the answer does not come. */
@Tag("kernel")
@Timeout(60)
class OutgoingCallTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort server = kernel.remotePort();
  private final SendRight destination = SendRight.adopt(mach, server.name());
  private final ReceiveRight replyPort = ReceiveRight.allocate(mach);
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(64);
  private final MessageBuffer buffer = MessageBuffer.forMessagesOf(256);

  private ReceivedMessage call(Deadline deadline) {
    return message.begin(1000).data(words(5)).call(destination, replyPort, buffer, deadline);
  }

  /** Calls without limit in a thread of its own; the result is the id of the answer. */
  private Threads.Running<Integer> calling() {
    Threads.Running<Integer> calling =
        Threads.start(
            () -> {
              try (ReceivedMessage answer = call(Deadline.none())) {
                return answer.id();
              }
            });
    calling.awaitStop();
    return calling;
  }

  private void answer(NativeBuffer request, int id) {
    RawMessage.to(request.getInt(MSGH_REMOTE_PORT), MACH_MSG_TYPE_PORT_SEND_ONCE)
        .id(id)
        .send(server.owner().library());
  }

  private void assertServerDied(Threads.Running<Integer> calling) {
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(calling::await)
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MIG_SERVER_DIED));
  }

  // Answers

  @Test
  void theAnswerComesBackAndNothingElseIsLeft() throws Exception {
    SortedMap<Integer, String> before = kernel.snapshot();
    Threads.Running<Integer> calling = calling();
    NativeBuffer request = server.receive();
    answer(request, 1100);
    assertThat(calling.await()).isEqualTo(1100);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void theReplyPortIsGoodForTheNextCallAfterAnAnswer() throws Exception {
    for (int i = 0; i < 3; i++) {
      Threads.Running<Integer> calling = calling();
      answer(server.receive(), 1100 + i);
      assertThat(calling.await()).isEqualTo(1100 + i);
    }
  }

  @Test
  void theAnswerOwnsWhatItCarriesAndTheBufferIsInUseMeanwhile() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight right = port.makeSend()) {
      SortedMap<Integer, String> before = kernel.snapshot();
      MessageServer own =
          MessageServer.builder(port)
              .handle(
                  1000,
                  (request, reply) -> {
                    reply.message().makeSend(port);
                    return KERN_SUCCESS;
                  })
              .build();
      // Client and server in one task, and in one thread: the request waits in the queue.
      message.begin(1000).request(right, replyPort, Deadline.immediate());
      ServedPort.serveOne(own);
      try (ReceivedMessage answer =
          AwaitedAnswer.receive(replyPort, buffer, Deadline.immediate())) {
        assertThat(kernel.references(right.name(), Right.SEND)).isEqualTo(2);
        assertThatIllegalStateException().isThrownBy(() -> call(Deadline.immediate()));
        assertThat(answer.id()).isEqualTo(1100);
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(server.receiveId()).as("nothing was sent").isEqualTo(RemotePort.NOTHING);
    }
  }

  @Test
  void clientAndServerInOneTaskCall() throws Exception {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight right = port.makeSend()) {
      MessageServer own =
          MessageServer.builder(port)
              .handle(
                  1000,
                  (request, reply) -> {
                    reply.message().data(words(request.bytes().getInt(24) + 1));
                    return KERN_SUCCESS;
                  })
              .build();
      Threads.Running<Boolean> serving = Threads.start(() -> own.serveOne(Deadline.none()));
      SortedMap<Integer, String> before = kernel.snapshot();
      message.begin(1000).data(words(41));
      try (ReceivedMessage answer = message.call(right, replyPort, buffer, Deadline.none())) {
        assertThat(answer.bytes().getInt(24)).isEqualTo(42);
      }
      assertThat(serving.await()).isTrue();
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  // No answer

  @Test
  void noAnswerInTimeIsNullAndTheRequestIsStillTheServers() {
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThat(call(Deadline.immediate())).isNull();
    assertThat(call(Deadline.in(Duration.ofMillis(1)))).isNull();
    assertThat(kernel.snapshot()).isEqualTo(before);
    NativeBuffer request = server.receive();
    // A late answer goes to the same port, where the next call would take it for its own.
    answer(request, 1100);
    try (ReceivedMessage late = call(Deadline.immediate())) {
      assertThat(late.id()).isEqualTo(1100);
    }
  }

  @Test
  void aLateAnswerToAClosedReplyPortHarmsNobody() {
    SortedMap<Integer, String> before = kernel.snapshot();
    before.remove(replyPort.name());
    assertThat(call(Deadline.immediate())).isNull();
    NativeBuffer request = server.receive();
    replyPort.close();
    answer(request, 1100);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aServerThatGivesTheRightToAnswerUpIsSaidToHaveDied() throws Exception {
    SortedMap<Integer, String> before = kernel.snapshot();
    Threads.Running<Integer> calling = calling();
    int right = server.receive().getInt(MSGH_REMOTE_PORT);
    TestKernel.expectSuccess(
        "mach_port_deallocate",
        server
            .owner()
            .library()
            .mach_port_deallocate(server.owner().library().mach_task_self_().get(), right));
    assertServerDied(calling);
    assertThat(kernel.snapshot()).isEqualTo(before);
    // The port and the buffer are as good as new.
    Threads.Running<Integer> next = calling();
    answer(server.receive(), 1100);
    assertThat(next.await()).isEqualTo(1100);
  }

  @Test
  void aServerThatEndsWithTheRequestInItsQueueOrInItsHandsIsSaidToHaveDied() throws Exception {
    Threads.Running<Integer> calling = calling();
    server.receive();
    Threads.Running<Integer> other =
        Threads.start(
            () -> {
              try (ReceiveRight own = ReceiveRight.allocate(mach);
                  ReceivedMessage answer =
                      OutgoingMessage.withRoomFor(0)
                          .begin(1)
                          .call(
                              destination, own, MessageBuffer.forMessagesOf(64), Deadline.none())) {
                return answer.id();
              }
            });
    other.awaitStop();
    server.owner().terminate();
    assertServerDied(calling);
    assertServerDied(other);
  }

  @Test
  void aServerThatAnswersNothingIsSaidToHaveDied() throws Exception {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight right = port.makeSend()) {
      MessageServer silent =
          MessageServer.builder(port).handle(1000, (request, reply) -> MIG_NO_REPLY).build();
      Threads.Running<Boolean> serving = Threads.start(() -> silent.serveOne(Deadline.none()));
      message.begin(1000);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.call(right, replyPort, buffer, Deadline.none()))
          .withMessageContaining("MIG_SERVER_DIED (-308)");
      assertThat(serving.await()).isTrue();
    }
  }

  @Test
  void whoPretendsToBeANotificationIsAnAnswer() throws Exception {
    Threads.Running<Integer> calling = calling();
    answer(server.receive(), MACH_NOTIFY_SEND_ONCE);
    assertThat(calling.await()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  // Failures

  @Test
  void aRequestThatFindsNoRoomFailsAsARequestDoes() {
    server.fill();
    try (ReceiveRight carried = ReceiveRight.allocate(mach);
        SendRight moved = carried.makeSend()) {
      SortedMap<Integer, String> before = kernel.snapshot();
      message.begin(1).move(moved);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> message.call(destination, replyPort, buffer, Deadline.immediate()))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_TIMED_OUT));
      assertThat(kernel.snapshot()).isEqualTo(before);
      assertThat(kernel.references(moved.name(), Right.SEND)).isEqualTo(1);
    }
  }

  @Test
  void aDestinationThatIsDeadFailsAndNothingIsWaitedFor() {
    server.die();
    kernel.calls().clear();
    assertThatExceptionOfType(DeadNameException.class).isThrownBy(() -> call(Deadline.none()));
    assertThat(kernel.calls().calls("mach_msg"))
        .noneMatch(call -> (call.argument(1) & MACH_RCV_MSG) != 0);
  }

  @Test
  void aKernelObjectIsNotCalled() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> message.begin(1).call(mach.task(), replyPort, buffer, Deadline.none()));
  }

  @Test
  void closingTheReplyPortEndsTheWait() throws Exception {
    Threads.Running<Integer> calling = calling();
    replyPort.close();
    assertThatIllegalStateException().isThrownBy(calling::await).withMessageContaining("is closed");
    assertThat(server.receive().getInt(MSGH_REMOTE_PORT)).isEqualTo(MACH_PORT_DEAD);
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    Threads.Running<Integer> calling = calling();
    calling.thread().interrupt();
    assertThatExceptionOfType(ReceiveInterruptedException.class).isThrownBy(calling::await);
    assertThat(server.receiveId()).as("it had been sent").isEqualTo(1000);
  }

  @Test
  void aThreadThatWasInterruptedBeforeSendsNothing() throws Exception {
    Threads.run(
        () -> {
          Thread.currentThread().interrupt();
          assertThatExceptionOfType(ReceiveInterruptedException.class)
              .isThrownBy(() -> call(Deadline.none()));
          assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
    assertThat(server.receiveId()).isEqualTo(RemotePort.NOTHING);
  }

  @Test
  void aReplyPortThatIsClosedOrABufferInUseSendsNothing() {
    RawMessage.to(replyPort.name(), MACH_MSG_TYPE_MAKE_SEND).id(3).send(kernel.raw());
    try (ReceivedMessage other = ReceivedMessage.receive(replyPort, buffer, Deadline.immediate())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> call(Deadline.none()))
          .withMessageContaining("the buffer still holds a message");
      assertThat(other.id()).isEqualTo(3);
    }
    replyPort.close();
    assertThatIllegalStateException().isThrownBy(() -> call(Deadline.none()));
    assertThat(server.receiveId()).isEqualTo(RemotePort.NOTHING);
  }

  @Test
  void oneCallSendsAndAnotherReceives() {
    kernel.calls().clear();
    assertThat(call(Deadline.immediate())).isNull();
    assertThat(kernel.calls().calls("mach_msg"))
        .extracting(call -> call.argument(1) & (MACH_SEND_MSG | MACH_RCV_MSG))
        .containsExactly(MACH_SEND_MSG, MACH_RCV_MSG);
  }
}
