package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.message.ServedPort.code;
import static org.machapi.message.ServedPort.words;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.PortSet;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.Threads;

/** Several threads serve at the same time. */
@Tag("kernel")
@Timeout(60)
class MessageServerThreadsTest {
  private final TestKernel kernel = TestKernel.create();
  private final ServedPort served = new ServedPort(kernel);

  private MessageServer serverWith(MessageHandler handler) {
    return served.builder().handle(1000, handler).build();
  }

  /** Serves in a thread of its own; the result is its interrupt status afterwards. */
  private static Threads.Running<Boolean> serving(MessageServer server) {
    return Threads.start(
        () -> {
          server.serve();
          return Thread.currentThread().isInterrupted();
        });
  }

  @Test
  void severalThreadsServeAtTheSameTime() throws Exception {
    CyclicBarrier meeting = new CyclicBarrier(3);
    MessageServer parallel =
        serverWith(
            (request, reply) -> {
              try {
                // Nobody gets on before all three are here.
                meeting.await();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return KERN_SUCCESS;
            });
    List<Threads.Running<Boolean>> serving =
        List.of(serving(parallel), serving(parallel), serving(parallel));
    for (int i = 0; i < 3; i++) {
      served.send(served.request(1000));
    }
    for (int i = 0; i < 3; i++) {
      List<Integer> answer;
      do {
        answer = served.answer(1100);
        Thread.onSpinWait();
      } while (answer == null);
      assertThat(answer).isEqualTo(code(KERN_SUCCESS));
    }
    parallel.stop();
    for (Threads.Running<Boolean> each : serving) {
      assertThat(each.await()).isFalse();
    }
    assertThat(served.failures).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void workersOnAPortSetServeManyClientsAndEachGetsItsOwnAnswer(boolean close) throws Exception {
    int clients = 4;
    int calls = 50;
    AtomicInteger handled = new AtomicInteger();
    List<ServerFailure> failures = new ArrayList<>();
    try (PortSet set = PortSet.allocate(kernel.mach());
        ReceiveRight first = ReceiveRight.allocate(kernel.mach());
        ReceiveRight second = ReceiveRight.allocate(kernel.mach());
        SendRight toFirst = first.makeSend();
        SendRight toSecond = second.makeSend()) {
      set.add(first);
      set.add(second);
      MessageServer workers =
          MessageServer.builder(set)
              .handle(
                  1000,
                  (request, reply) -> {
                    handled.incrementAndGet();
                    reply.message().data(words(-request.bytes().getInt(24)));
                    return KERN_SUCCESS;
                  })
              .onFailure(failures::add)
              .build();
      List<Threads.Running<Boolean>> serving =
          List.of(serving(workers), serving(workers), serving(workers));
      List<Threads.Running<Integer>> calling = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int number = 1000 * i;
        SendRight to = i % 2 == 0 ? toFirst : toSecond;
        calling.add(Threads.start(() -> callAll(to, number, calls)));
      }
      for (Threads.Running<Integer> each : calling) {
        assertThat(each.await()).isEqualTo(calls);
      }
      Runnable end = close ? set::close : workers::stop;
      end.run();
      for (Threads.Running<Boolean> each : serving) {
        assertThat(each.await()).isFalse();
      }
      assertThat(handled).hasValue(clients * calls);
      assertThat(failures).isEmpty();
    }
  }

  /** Calls so often with numbers from here on; returns how often the answer was right. */
  private int callAll(SendRight to, int from, int calls) {
    int right = 0;
    OutgoingMessage message = OutgoingMessage.withRoomFor(64);
    MessageBuffer buffer = MessageBuffer.forMessagesOf(64);
    try (ReceiveRight replyPort = ReceiveRight.allocate(kernel.mach())) {
      for (int i = from; i < from + calls; i++) {
        message.begin(1000).data(words(i));
        try (ReceivedMessage answer = message.call(to, replyPort, buffer, Deadline.none())) {
          right += answer.id() == 1100 && answer.bytes().getInt(24) == -i ? 1 : 0;
        }
      }
    }
    return right;
  }

  @Test
  void stoppingAndStartingManyTimesLosesNoRequest() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    int rounds = 50;
    for (int i = 0; i < rounds; i++) {
      MessageServer brief =
          serverWith(
              (request, reply) -> {
                handled.incrementAndGet();
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                return KERN_SUCCESS;
              });
      Threads.Running<Boolean> serving = serving(brief);
      served.send(served.request(1000));
      brief.stop();
      assertThat(serving.await()).isFalse();
      // What it did not serve is still in the queue.
      serverWith(
              (request, reply) -> {
                handled.incrementAndGet();
                return KERN_SUCCESS;
              })
          .serveOne(Deadline.immediate());
      assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
    }
    assertThat(handled).hasValue(rounds);
    assertThat(served.failures).isEmpty();
  }
}
