package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.message.ServedPort.code;
import static org.machapi.message.ServedPort.serveOne;
import static org.machapi.message.ServedPort.words;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.TestKernel;
import org.machapi.Threads;

/** When serving ends, and who finds out. */
@Tag("kernel")
@Timeout(60)
class MessageServerStopTest {
  private final TestKernel kernel = TestKernel.create();
  private final ServedPort served = new ServedPort(kernel);
  private final MessageServer server = serverWith((request, reply) -> KERN_SUCCESS);

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

  private static Threads.Running<Boolean> waiting(MessageServer server) {
    Threads.Running<Boolean> serving = serving(server);
    serving.awaitStop();
    assertThat(serving.result().isDone()).isFalse();
    return serving;
  }

  @Test
  void stopEndsAWaitAndLeavesNoInterrupt() throws Exception {
    ServedPort.State before = served.state();
    Threads.Running<Boolean> serving = waiting(server);
    assertThat(server.isStopped()).isFalse();
    server.stop();
    assertThat(serving.await()).isFalse();
    assertThat(server.isStopped()).isTrue();
    assertThat(served.state()).isEqualTo(before);
  }

  @Test
  void stopEndsAllWaits() throws Exception {
    List<Threads.Running<Boolean>> serving = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      serving.add(waiting(server));
    }
    server.stop();
    for (Threads.Running<Boolean> each : serving) {
      assertThat(each.await()).isFalse();
    }
  }

  /** Does something once, in another thread, when a thread is about to wait in the kernel. */
  private void beforeTheWait(Threads.Action action) {
    AtomicBoolean done = new AtomicBoolean();
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, call) -> {
              if (((int) arguments.get(1) & MACH_RCV_MSG) != 0 && !done.getAndSet(true)) {
                Threads.Running<Object> other =
                    Threads.start(
                        () -> {
                          action.run();
                          return action;
                        });
                // No wait that an interrupt would end.
                while (!other.result().isDone()) {
                  Thread.onSpinWait();
                }
              }
              return call.call();
            });
  }

  @Test
  void stopJustBeforeTheWaitInTheKernelEndsItToo() throws Exception {
    beforeTheWait(server::stop);
    assertThat(serving(server).await()).isFalse();
    assertThat(server.isStopped()).isTrue();
  }

  @Test
  void aStoppedServerServesNobodyAndTheQueueStays() {
    server.stop();
    server.stop();
    served.send(served.request(1000));
    server.serve();
    assertThat(server.serveOne(Deadline.none())).isFalse();
    assertThat(server.serveOne(Deadline.immediate())).isFalse();
    assertThat(served.port.status().queuedMessages()).isEqualTo(1);
    serveOne(serverWith((request, reply) -> KERN_SUCCESS));
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
  }

  @Test
  void aHandlerCanStopItsServerAndItsRequestIsAnsweredAllTheSame() throws Exception {
    AtomicReference<MessageServer> own = new AtomicReference<>();
    own.set(
        serverWith(
            (request, reply) -> {
              own.get().stop();
              return KERN_SUCCESS;
            }));
    served.send(served.request(1000));
    served.send(served.request(1000));
    assertThat(serving(own.get()).await()).isFalse();
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
    assertThat(served.answer(1100)).isNull();
  }

  @Test
  void aHandlerIsNotInterruptedByAStop() throws Exception {
    CountDownLatch inHandler = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    MessageServer slow =
        serverWith(
            (request, reply) -> {
              inHandler.countDown();
              try {
                stopped.await();
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
              return KERN_SUCCESS;
            });
    Threads.Running<Boolean> serving = serving(slow);
    Threads.Running<Boolean> other = waiting(slow);
    served.send(served.request(1000));
    inHandler.await();
    slow.stop();
    stopped.countDown();
    assertThat(serving.await()).isFalse();
    assertThat(other.await()).isFalse();
    assertThat(interrupted).isFalse();
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
  }

  @Test
  void closingTheSourceEndsServing() throws Exception {
    List<Threads.Running<Boolean>> serving = List.of(waiting(server), waiting(server));
    int name = served.port.name();
    served.port.close();
    for (Threads.Running<Boolean> each : serving) {
      assertThat(each.await()).isFalse();
    }
    assertThat(kernel.type(name).bits()).isZero();
    server.serve();
    assertThatIllegalStateException().isThrownBy(() -> server.serveOne(Deadline.immediate()));
  }

  @Test
  void aHandlerCanCloseTheSourceAndItsRequestIsAnsweredAllTheSame() throws Exception {
    MessageServer last =
        serverWith(
            (request, reply) -> {
              served.port.close();
              return KERN_SUCCESS;
            });
    served.send(served.request(1000));
    assertThat(serving(last).await()).isFalse();
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
  }

  @Test
  void anInterruptEndsServingInThatThreadOnlyAndItsStatusStays() throws Exception {
    Threads.Running<Boolean> first = waiting(server);
    Threads.Running<Boolean> second = waiting(server);
    first.thread().interrupt();
    assertThat(first.await()).isTrue();
    served.send(served.request(1000));
    while (served.answer(1100) == null) {
      Thread.onSpinWait();
    }
    server.stop();
    assertThat(second.await()).isFalse();
  }

  @Test
  void aThreadThatWasInterruptedBeforeServesNobody() throws Exception {
    served.send(served.request(1000));
    boolean status =
        Threads.start(
                () -> {
                  Thread.currentThread().interrupt();
                  server.serve();
                  return Thread.currentThread().isInterrupted();
                })
            .await();
    assertThat(status).isTrue();
    assertThat(served.port.status().queuedMessages()).isEqualTo(1);
  }

  @Test
  void anInterruptOfAHandlersThreadEndsServingAfterTheAnswer() throws Exception {
    MessageServer interrupting =
        serverWith(
            (request, reply) -> {
              Thread.currentThread().interrupt();
              return KERN_SUCCESS;
            });
    served.send(served.request(1000));
    assertThat(serving(interrupting).await()).isTrue();
    assertThat(served.answer(1100)).isEqualTo(code(KERN_SUCCESS));
  }

  @Test
  void anInterruptOfSomebodyElseIsNotTakenForAStop() throws Exception {
    AtomicReference<Thread> waiter = new AtomicReference<>();
    beforeTheWait(
        () -> {
          waiter.get().interrupt();
          server.stop();
        });
    Threads.Running<Boolean> serving =
        Threads.start(
            () -> {
              waiter.set(Thread.currentThread());
              server.serve();
              return Thread.currentThread().isInterrupted();
            });
    assertThat(serving.await()).isTrue();
  }

  @Test
  void serveOneServesOneOrTellsThatThereWasNone() throws Exception {
    assertThat(server.serveOne(Deadline.immediate())).isFalse();
    assertThat(server.serveOne(Deadline.in(Duration.ofMillis(1)))).isFalse();
    served.send(served.request(1000));
    served.send(served.request(1000));
    assertThat(server.serveOne(Deadline.none())).isTrue();
    assertThat(served.port.status().queuedMessages()).isEqualTo(1);
    Threads.run(
        () -> {
          Thread.currentThread().interrupt();
          assertThatExceptionOfType(ReceiveInterruptedException.class)
              .isThrownBy(() -> server.serveOne(Deadline.none()));
          assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
  }

  @Test
  void aHandlerCanServeWhileItWaitsForSomething() {
    AtomicReference<MessageServer> own = new AtomicReference<>();
    List<Integer> order = new ArrayList<>();
    own.set(
        served
            .builder()
            .handle(
                1000,
                (request, reply) -> {
                  reply.message().data(words(1));
                  serveOne(own.get());
                  order.add(request.id());
                  return KERN_SUCCESS;
                })
            .handle(
                1001,
                (request, reply) -> {
                  order.add(request.id());
                  reply.message().data(words(2));
                  return KERN_SUCCESS;
                })
            .build());
    // Memory that was in use before is used again, but not twice at a time.
    assertThat(own.get().serveOne(Deadline.immediate())).isFalse();
    served.send(served.request(1000));
    served.send(served.request(1001));
    serveOne(own.get());
    assertThat(order).containsExactly(1001, 1000);
    assertThat(served.answer(1101)).containsExactly(2);
    assertThat(served.answer(1100)).containsExactly(1);
  }
}
