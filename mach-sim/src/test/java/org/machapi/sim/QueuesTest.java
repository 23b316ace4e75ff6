package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_LARGE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_PORT_CHANGED;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TOO_LARGE;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueuesTest {
  private final SimulatedTask task = SimulatedKernel.create().createTask("test");
  private final Program program = Program.of(task);
  private final SimulatedThread waiting = task.createThread();
  private final Program waiter = new Program(waiting.library());

  private FutureTask<Integer> waitIn(Callable<Integer> call) {
    FutureTask<Integer> result = Eventually.call(call);
    Eventually.until(waiting::isWaiting);
    return result;
  }

  @Test
  void aReceiverWaitsUntilAMessageComes() throws Exception {
    int port = program.receiveAndSendRight();
    FutureTask<Integer> result = waitIn(() -> waiter.receive(port, MACH_RCV_MSG, 0));
    assertThat(program.send(port, 42)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(result.get()).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(waiter.id()).isEqualTo(42);
  }

  @Test
  void aThreadStopsWaitingInTheCallThatWakesIt() throws Exception {
    int port = program.receiveAndSendRight();
    FutureTask<Integer> result = waitIn(() -> waiter.receive(port, MACH_RCV_MSG, 0));
    program.send(port, 1);
    assertThat(waiting.isWaiting()).isFalse();
    result.get();
  }

  @Test
  void aReceiverOnASetGetsTheMessageOfAMember() throws Exception {
    int port = program.receiveAndSendRight();
    int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
    FutureTask<Integer> result = waitIn(() -> waiter.receive(set, MACH_RCV_MSG, 0));
    program.mach.mach_port_insert_member(program.self, port, set);
    assertThat(waiting.isWaiting()).isTrue();
    program.send(port, 7);
    assertThat(result.get()).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(waiter.id()).isEqualTo(7);
    assertThat(waiter.message.getInt(12)).isEqualTo(port);
  }

  @Test
  void aMemberThatJoinsWithMessagesWakesWhoWaitsOnTheSet() throws Exception {
    int port = program.receiveAndSendRight();
    int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
    program.send(port, 8);
    FutureTask<Integer> result = waitIn(() -> waiter.receive(set, MACH_RCV_MSG, 0));
    program.mach.mach_port_insert_member(program.self, port, set);
    assertThat(result.get()).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(waiter.id()).isEqualTo(8);
  }

  @Test
  void aReceiverHearsThatTheReceiveRightIsGone() throws Exception {
    int port = program.receiveRight();
    FutureTask<Integer> result = waitIn(() -> waiter.receive(port, MACH_RCV_MSG, 0));
    program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1);
    assertThat(result.get()).isEqualTo(MACH_RCV_PORT_CHANGED);
  }

  @Test
  void aReceiverHearsThatItsTaskIsGone() throws Exception {
    int port = program.receiveRight();
    FutureTask<Integer> result = waitIn(() -> waiter.receive(port, MACH_RCV_MSG, 0));
    task.terminate();
    assertThat(result.get()).isEqualTo(MACH_RCV_PORT_CHANGED);
  }

  @Test
  void aReceiveTimesOutAfterItsTimeAndNotBefore() {
    int port = program.receiveRight();
    long start = System.nanoTime();
    assertThat(program.receive(port, MACH_RCV_MSG | MACH_RCV_TIMEOUT, 20))
        .isEqualTo(MACH_RCV_TIMED_OUT);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
  }

  @Test
  void aReceiverThatTimedOutIsNotServedLater() {
    int port = program.receiveAndSendRight();
    assertThat(waiter.receive(port, MACH_RCV_MSG | MACH_RCV_TIMEOUT, 1))
        .isEqualTo(MACH_RCV_TIMED_OUT);
    program.send(port, 9);
    assertThat(program.receive(port)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(program.id()).isEqualTo(9);
  }

  @Test
  void aSendTimesOutAfterItsTimeAndGivesTheRightBack() {
    int port = fullPort();
    int before = program.references(port, MACH_PORT_RIGHT_SEND);
    program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 1);
    long start = System.nanoTime();
    assertThat(program.send(MACH_SEND_MSG | MACH_SEND_TIMEOUT, 24, 20))
        .isEqualTo(MACH_SEND_TIMED_OUT);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(before + 1);
  }

  private int fullPort() {
    int port = program.receiveAndSendRight();
    program.setQueueLimit(port, 1);
    assertThat(program.send(port, 0)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(program.send(port, 0)).isEqualTo(MACH_SEND_TIMED_OUT);
    return port;
  }

  private int waitingSend(int port, int id) {
    waiter.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, id);
    return waiter.send(MACH_SEND_MSG, 24, 0);
  }

  @Test
  void aSenderWaitsUntilThereIsRoom() throws Exception {
    int port = fullPort();
    FutureTask<Integer> result = waitIn(() -> waitingSend(port, 5));
    assertThat(program.receive(port)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(result.get()).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(program.receive(port)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(program.id()).isEqualTo(5);
  }

  @Test
  void aSenderGoesOnWhenTheLimitIsRaised() throws Exception {
    int port = fullPort();
    FutureTask<Integer> result = waitIn(() -> waitingSend(port, 5));
    program.setQueueLimit(port, 2);
    assertThat(result.get()).isEqualTo(MACH_MSG_SUCCESS);
  }

  @Test
  void aSenderIsNotToldThatThePortDiedWhileItWaited() throws Exception {
    int port = fullPort();
    FutureTask<Integer> result = waitIn(() -> waitingSend(port, 5));
    program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1);
    assertThat(result.get()).isEqualTo(MACH_MSG_SUCCESS);
  }

  @Test
  void anInterruptEndsNoReceiveAndIsKept() throws Exception {
    int port = program.receiveAndSendRight();
    List<Boolean> interrupted = new ArrayList<>();
    Thread receiver =
        new Thread(
            () -> {
              waiter.receive(port, MACH_RCV_MSG, 0);
              interrupted.add(Thread.currentThread().isInterrupted());
            });
    receiver.start();
    Eventually.until(waiting::isWaiting);
    receiver.interrupt();
    program.send(port, 3);
    receiver.join();
    assertThat(waiter.id()).isEqualTo(3);
    assertThat(interrupted).containsExactly(true);
  }

  @Test
  void anInterruptDoesNotShortenATimeout() throws Exception {
    int port = program.receiveRight();
    List<Integer> results = new ArrayList<>();
    long start = System.nanoTime();
    Thread receiver =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              results.add(waiter.receive(port, MACH_RCV_MSG | MACH_RCV_TIMEOUT, 20));
            });
    receiver.start();
    receiver.join();
    assertThat(results).containsExactly(MACH_RCV_TIMED_OUT);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
  }

  @Test
  void aWaitingReceiverWithASmallBufferIsToldAndTheMessageStays() throws Exception {
    int port = program.receiveAndSendRight();
    FutureTask<Integer> result =
        waitIn(
            () ->
                waiter.mach.mach_msg(
                    waiter.message.pointer(), MACH_RCV_MSG | MACH_RCV_LARGE, 0, 24, port, 0, 0));
    program.send(port, 4);
    assertThat(result.get()).isEqualTo(MACH_RCV_TOO_LARGE);
    assertThat(waiter.message.getInt(4)).isEqualTo(24);
    assertThat(program.receive(port)).isEqualTo(MACH_MSG_SUCCESS);
  }

  @Test
  void manySendersAndReceiversLoseNothing() throws Exception {
    int port = program.receiveAndSendRight();
    int each = 2000;
    List<FutureTask<Integer>> senders = new ArrayList<>();
    List<FutureTask<Integer>> receivers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      senders.add(Eventually.call(() -> sendMany(port, each)));
      receivers.add(Eventually.call(() -> receiveMany(port, each)));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(senders.get(i).get()).isEqualTo(each);
      assertThat(receivers.get(i).get()).isEqualTo(each);
    }
    assertThat(program.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
  }

  private int sendMany(int port, int count) {
    Program sender = Program.of(task);
    for (int i = 0; i < count; i++) {
      sender.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, i);
      if (sender.send(MACH_SEND_MSG, 24, 0) != KERN_SUCCESS) {
        return i;
      }
    }
    return count;
  }

  private int receiveMany(int port, int count) {
    Program receiver = Program.of(task);
    for (int i = 0; i < count; i++) {
      if (receiver.receive(port, MACH_RCV_MSG, 0) != KERN_SUCCESS) {
        return i;
      }
    }
    return count;
  }
}
