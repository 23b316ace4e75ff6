package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.message.ServedPort.NOTHING;
import static org.machapi.message.ServedPort.code;
import static org.machapi.message.ServedPort.serveOne;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_MSG_OOL_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_HEADER_ERROR;
import static org.machapi.raw.MessageConstants.MACH_RCV_PORT_DIED;
import static org.machapi.raw.MessageConstants.MACH_RCV_TOO_LARGE;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.KernReturn;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.message.ServerFailure.Stage;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;

/** Whatever others send, or the kernel refuses: the server goes on, and nothing is left behind. */
@Tag("kernel")
@Timeout(60)
class MessageServerHostileTest {
  private final TestKernel kernel = TestKernel.create();
  private final ServedPort served = new ServedPort(kernel);
  private final MessageServer server = echo(served);

  private static MessageServer echo(ServedPort served) {
    return served.builder().maxRequest(256).handle(1000, (request, reply) -> KERN_SUCCESS).build();
  }

  /** The server still does what it should. */
  private static void assertServes(ServedPort served, MessageServer server) {
    served.send(served.request(1000));
    serveOne(server);
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
  }

  private static void assertOneFailure(ServedPort served, Stage stage, int id, int code) {
    assertThat(served.failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.stage()).isEqualTo(stage);
              assertThat(failure.requestId()).isEqualTo(id);
              assertThat(failure.cause())
                  .isInstanceOfSatisfying(
                      MachException.class,
                      e -> assertThat(e.kernReturn()).isEqualTo(new KernReturn(code)));
            });
  }

  // Requests that do not arrive

  @Test
  void aRequestThatIsTooLargeIsGoneAndTheNextOneServed() {
    ServedPort.State before = served.state();
    served.send(
        served.request(1000).port(served.replyPort.name(), MACH_MSG_TYPE_MAKE_SEND).zeros(300));
    serveOne(server);
    assertOneFailure(served, Stage.RECEIVE, 0, MACH_RCV_TOO_LARGE);
    assertThat(served.failures.get(0).sender()).isNull();
    assertThat(served.answerId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertServes(served, server);
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aRightToAnswerForWhichThePortSpaceHasNoRoomCostsThatRequestOnly() {
    TestKernel small = TestKernel.create(KernelConfiguration.builder().maximumNames(20).build());
    ServedPort narrow = new ServedPort(small);
    MessageServer narrowServer = echo(narrow);
    List<Integer> names = new ArrayList<>();
    NativeBuffer out = NativeBuffer.allocate(4);
    while (small.raw().mach_port_allocate(small.self(), Right.DEAD_NAME.number(), out.pointer())
        == 0) {
      names.add(out.getInt(0));
    }
    ServedPort.State before = narrow.state();
    narrow.send(narrow.request(1000));
    serveOne(narrowServer);
    assertOneFailure(narrow, Stage.RECEIVE, 0, MACH_RCV_HEADER_ERROR | MACH_MSG_IPC_SPACE);
    assertThat(narrow.answerId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    assertThat(narrow.state()).isEqualTo(before);
    small.deallocate(names.get(0));
    assertServes(narrow, narrowServer);
  }

  @Test
  void aRequestOfWhichAPartFoundNoRoomIsRefusedAndTheRestGivenBack() {
    TestKernel small =
        TestKernel.create(KernelConfiguration.builder().maximumMemory(3 * 16_384).build());
    ServedPort narrow = new ServedPort(small);
    AtomicInteger handled = new AtomicInteger();
    MessageServer narrowServer =
        narrow.builder().handle(1000, (request, reply) -> handled.incrementAndGet()).build();
    long address = RawMessage.memoryOf(narrow.clientTask.library(), 1, 2, 3);
    ServedPort.State before = narrow.state();
    narrow.send(
        narrow
            .request(1000)
            .memory(MACH_MSG_OOL_DESCRIPTOR, address, 12)
            .memory(MACH_MSG_OOL_DESCRIPTOR, address, 12)
            .memory(MACH_MSG_OOL_DESCRIPTOR, address, 12)
            .memory(MACH_MSG_OOL_DESCRIPTOR, address, 12)
            .port(narrow.replyPort.name(), MACH_MSG_TYPE_MAKE_SEND));
    serveOne(narrowServer);
    assertThat(handled).hasValue(0);
    assertThat(narrow.answer(1100)).isEqualTo(code(KERN_RESOURCE_SHORTAGE));
    assertThat(narrow.failures)
        .singleElement()
        .satisfies(failure -> assertThat(failure.stage()).isEqualTo(Stage.REQUEST));
    assertThat(narrow.state()).isEqualTo(before);
  }

  @Test
  void aSourceThatCannotBeReceivedFromEndsServing() {
    kernel.calls().fail("mach_msg", MACH_RCV_PORT_DIED);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(server::serve)
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_RCV_PORT_DIED));
    assertThat(served.failures).isEmpty();
    kernel.calls().restore("mach_msg");
    assertServes(served, server);
  }

  // Answers that do not arrive

  @ParameterizedTest
  @ValueSource(ints = {MACH_MSG_TYPE_MAKE_SEND, MACH_MSG_TYPE_MAKE_SEND_ONCE})
  void aRequestWhoseReplyPortHasDiedExpectsNoAnswer(int disposition) {
    SortedMap<Integer, String> before = kernel.snapshot();
    served.send(served.message(1000).replyTo(served.replyPort.name(), disposition));
    served.replyPort.close();
    serveOne(server);
    assertThat(served.failures).isEmpty();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  /** A send to a dead send-once right succeeds, and the kernel destroys the message. */
  @ParameterizedTest
  @ValueSource(ints = {MACH_MSG_TYPE_MAKE_SEND, MACH_MSG_TYPE_MAKE_SEND_ONCE})
  void aClientThatDiesWhileItsRequestIsCarriedOutIsNoMatter(int disposition) {
    SortedMap<Integer, String> before = kernel.snapshot();
    MessageServer slow =
        served
            .builder()
            .handle(
                1000,
                (request, reply) -> {
                  served.clientTask.terminate();
                  reply.message().makeSend(served.port);
                  return KERN_SUCCESS;
                })
            .build();
    served.send(
        served
            .message(1000)
            .replyTo(served.replyPort.name(), disposition)
            .port(served.replyPort.name(), MACH_MSG_TYPE_MAKE_SEND));
    serveOne(slow);
    assertThat(served.failures)
        .extracting(ServerFailure::stage)
        .containsExactly(
            disposition == MACH_MSG_TYPE_MAKE_SEND ? new Stage[] {Stage.REPLY} : new Stage[0]);
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 999})
  void anAnswerToAFullQueueIsDroppedWithoutWaiting(int id) {
    RemotePort full = kernel.remotePort();
    int there = full.copyFor(served.clientTask);
    full.fill();
    ServedPort.State before = served.state();
    served.send(served.message(id).replyTo(there, MACH_MSG_TYPE_COPY_SEND));
    serveOne(server);
    assertThat(served.failures.get(served.failures.size() - 1))
        .satisfies(
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.REPLY);
              assertThat(((MachException) failure.cause()).kernReturn().code())
                  .isEqualTo(MACH_SEND_TIMED_OUT);
            });
    assertServes(served, server);
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aKernelObjectIsNotAnswered() {
    ServedPort.State before = served.state();
    served.send(served.message(1000).replyTo(served.client.taskSelf(), MACH_MSG_TYPE_COPY_SEND));
    serveOne(server);
    assertThat(served.failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.stage()).isEqualTo(Stage.REPLY);
              assertThat(failure.cause()).isInstanceOf(IllegalArgumentException.class);
            });
    assertServes(served, server);
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aRequestThatIsToBeAnsweredToTheServerItselfIsServedLikeAnyOther() {
    ServedPort.State before = served.state();
    served.send(served.message(1000).replyTo(served.server.name(), MACH_MSG_TYPE_COPY_SEND));
    serveOne(server);
    // Its answer is a message that nobody handles and nobody expects an answer to.
    serveOne(server);
    assertThat(server.serveOne(Deadline.immediate())).isFalse();
    assertOneFailure(served, Stage.REQUEST, 1100, MIG_BAD_ID);
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aListenerThatFailsDoesNotHarmTheServer() {
    MessageServer unlucky =
        MessageServer.builder(served.port)
            .handle(1000, (request, reply) -> KERN_SUCCESS)
            .onFailure(
                failure -> {
                  throw new IllegalStateException("of a listener");
                })
            .build();
    ServedPort.State before = served.state();
    served.send(served.request(999));
    serveOne(unlucky);
    assertThat(served.answer(1099)).isEqualTo(code(MIG_BAD_ID));
    assertServes(served, unlucky);
    assertThat(served.state()).isEqualTo(before);
  }

  // Everything at once

  @Test
  void aHundredBadMessagesLeaveNothingBehind() {
    ServedPort.State before = served.state();
    for (int i = 0; i < 100; i++) {
      RawMessage bad =
          switch (i % 5) {
            case 0 -> served.request(i).zeros(300);
            case 1 -> served.request(-i).port(served.replyPort.name(), MACH_MSG_TYPE_MAKE_SEND);
            case 2 -> served.message(i);
            case 3 ->
                served.message(1000).replyTo(served.client.taskSelf(), MACH_MSG_TYPE_COPY_SEND);
            default -> served.request(i).voucherField(0x1234);
          };
      served.send(bad);
      serveOne(server);
      while (served.answerId() != NOTHING) {}
    }
    assertThat(served.failures).hasSize(100);
    assertServes(served, server);
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void aReceiveRightThatNobodyWantedIsDestroyedWithItsMessages() {
    ServedPort.State before = served.state();
    try (ReceiveRight sent = ReceiveRight.allocate(served.client);
        SendRight right = sent.makeSend()) {
      OutgoingMessage message = OutgoingMessage.withRoomFor(64);
      message.begin(1).copy(right).send(right, Deadline.immediate());
      message.begin(1000).move(sent).request(served.server, served.replyPort, Deadline.immediate());
      serveOne(server);
      assertThat(served.client.space().names())
          .filteredOn(entry -> entry.name() == right.name())
          .singleElement()
          .satisfies(entry -> assertThat(entry.type().has(Right.DEAD_NAME)).isTrue());
    }
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
    assertThat(served.state()).isEqualTo(before);
  }
}
