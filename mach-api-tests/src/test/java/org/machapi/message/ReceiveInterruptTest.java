package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.ReceiveSource;
import org.machapi.RemotePort;
import org.machapi.Threads;

/** Interrupting a thread ends its wait for a message, whenever it happens, and no other wait. */
@Timeout(60)
class ReceiveInterruptTest extends ReceiveWaits {
  @ParameterizedTest
  @EnumSource
  void anInterruptEndsTheWaitAndStaysSet(Source source) throws Exception {
    Threads.Running<Boolean> receiving =
        Threads.start(
            () -> {
              try {
                receiveId(source(source), Deadline.none());
                return false;
              } catch (ReceiveInterruptedException e) {
                return Thread.currentThread().isInterrupted();
              }
            });
    receiving.awaitStop();
    receiving.thread().interrupt();
    assertThat(receiving.await()).isTrue();
    // The port is as it was, and so is what comes next.
    send(31);
    assertThat(receiveId(source(source), Deadline.none())).isEqualTo(31);
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptBeforeTheCallCountsAndTheKernelIsNotAsked(Source source) throws Exception {
    send(32);
    kernel.calls().clear();
    assertInterrupted(
        Threads.start(
            () -> {
              Thread.currentThread().interrupt();
              return receiveId(source(source), Deadline.in(Duration.ofHours(1)));
            }));
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(receiveId(source(source), Deadline.immediate())).isEqualTo(32);
  }

  @Test
  void whoDoesNotWaitIsNotInterrupted() throws Exception {
    send(33);
    Threads.run(
        () -> {
          Thread.currentThread().interrupt();
          assertThat(receiveId(port, Deadline.immediate())).isEqualTo(33);
          assertThat(receiveId(port, Deadline.immediate())).isEqualTo(RemotePort.NOTHING);
          assertThat(Thread.interrupted()).isTrue();
        });
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptJustBeforeTheWaitInTheKernelEndsItToo(Source source) throws Exception {
    beforeTheWait(interruptOf(Thread.currentThread()));
    assertThatExceptionOfType(ReceiveInterruptedException.class)
        .isThrownBy(() -> receiveId(source(source), Deadline.none()));
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatCameBeforeTheInterruptIsReceivedAndTheWakeIsNot(Source source) throws Exception {
    Thread self = Thread.currentThread();
    beforeTheWait(
        () -> {
          send(34);
          interruptOf(self).run();
        });
    assertThat(receiveId(source(source), Deadline.none())).isEqualTo(34);
    assertThat(Thread.interrupted()).isTrue();
    // The wake is left over. Whoever receives next goes on to the message behind it.
    send(35);
    assertThat(receiveId(source(source), Deadline.immediate())).isEqualTo(35);
    assertThat(receiveId(source(source), Deadline.immediate())).isEqualTo(RemotePort.NOTHING);
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptEndsTheWaitOfItsThreadOnly(Source source) throws Exception {
    Threads.Running<Integer> first = blocked(source(source));
    Threads.Running<Integer> second = blocked(source(source));
    Threads.Running<Integer> third = blocked(source(source));
    second.thread().interrupt();
    assertInterrupted(second);
    first.thread().interrupt();
    assertInterrupted(first);
    assertThat(third.result().isDone()).isFalse();
    send(36);
    assertThat(third.await()).isEqualTo(36);
  }

  @Test
  void whoeverWaitsForItsTurnStopsAtItsDeadline() throws Exception {
    Threads.Running<Integer> first = blocked(port);
    assertThat(receiveId(port, Deadline.in(Duration.ofMillis(1)))).isEqualTo(RemotePort.NOTHING);
    assertThat(first.result().isDone()).isFalse();
    send(37);
    assertThat(first.await()).isEqualTo(37);
  }

  @ParameterizedTest
  @EnumSource
  void manyInterruptsAndMessagesAtOnceLoseNothing(Source source) throws Exception {
    int messages = 300;
    AtomicInteger received = new AtomicInteger();
    List<Threads.Running<Void>> receivers =
        List.of(
            counting(source(source), received),
            counting(source(source), received),
            counting(source(source), received));
    Threads.Running<Void> interrupting =
        Threads.start(
            () -> {
              while (received.get() < messages) {
                receivers.forEach(running -> running.thread().interrupt());
                Thread.yield();
              }
              return null;
            });
    for (int i = 0; i < messages; i++) {
      int sent = i;
      Threads.awaitTrue(() -> received.get() >= sent);
      send(100);
    }
    interrupting.await();
    right(source).close();
    for (Threads.Running<Void> running : receivers) {
      running.await();
    }
    assertThat(received.get()).isEqualTo(messages);
  }

  /** Receives until the source is closed, whatever interrupts it. */
  private static Threads.Running<Void> counting(ReceiveSource source, AtomicInteger received) {
    return Threads.start(
        () -> {
          while (true) {
            try {
              if (receiveId(source, Deadline.none()) == 100) {
                received.incrementAndGet();
              }
            } catch (ReceiveInterruptedException e) {
              Thread.interrupted();
            } catch (IllegalStateException e) {
              return null;
            }
          }
        });
  }
}
