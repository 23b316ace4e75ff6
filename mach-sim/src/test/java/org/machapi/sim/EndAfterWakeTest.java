package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_PORT_CHANGED;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads, and tasks, that end after a call of theirs was served and before it has returned. The
 * test holds the kernel's lock meanwhile, so that the call cannot go on in between: whoever wakes a
 * thread first decides what its call returns.
 */
@Timeout(60)
class EndAfterWakeTest {
  private final Schedule schedule = new Schedule();
  private final Program program = schedule.program;

  /** Does something and ends a thread before any other can move. */
  private void atOnce(Runnable wake, Runnable end) {
    schedule.kernel.lock.lock();
    try {
      wake.run();
      end.run();
    } finally {
      schedule.kernel.lock.unlock();
    }
    schedule.settle();
  }

  private int sendRights(Program reader, int name) {
    assertThat(reader.mach.mach_port_get_srights(reader.self, name, reader.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return reader.out.getInt(0);
  }

  @Test
  void aMessageThatWasHandedOverIsReceivedWithItsRight() throws Exception {
    int port = program.receiveAndSendRight();
    int carried = program.receiveAndSendRight();
    FutureTask<Integer> call = schedule.begin(its -> InterleavingTest.receive(its, port));
    atOnce(() -> DeathInterleavingTest.sendRight(program, port, carried), schedule.thread(0)::exit);
    assertThat(call.get()).isEqualTo(2);
    assertThat(program.references(carried, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    assertThat(sendRights(program, carried)).isEqualTo(1);
  }

  @Test
  void aMessageForATaskThatEndedGivesUpItsRight() throws Exception {
    int port = program.receiveAndSendRight();
    Task other = new Task(schedule.kernel, "other");
    SimulatedTask sending = new SimulatedTask(other);
    Program sender = Program.of(sending);
    int carried = sender.receiveAndSendRight();
    int there = schedule.simulated.grant(port, MACH_MSG_TYPE_COPY_SEND, sending);
    schedule.begin(its -> InterleavingTest.receive(its, port));
    atOnce(
        () -> DeathInterleavingTest.sendRight(sender, there, carried),
        schedule.simulated::terminate);
    assertThat(sendRights(sender, carried)).isEqualTo(1);
  }

  @Test
  void roomThatWasGivenToASenderIsFilled() throws Exception {
    int port = program.receiveAndSendRight();
    program.setQueueLimit(port, 1);
    program.send(port, 1);
    FutureTask<Integer> call = schedule.begin(its -> InterleavingTest.send(its, port, 2));
    atOnce(() -> program.receive(port), schedule.thread(0)::exit);
    assertThat(call.get()).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(program.send(port, 3)).as("the queue is full again").isEqualTo(MACH_SEND_TIMED_OUT);
    assertThat(InterleavingTest.receive(program, port)).isEqualTo(2);
    assertThat(program.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
    assertThat(program.send(port, 4)).as("and has room again").isEqualTo(MACH_MSG_SUCCESS);
  }

  @Test
  void aRightIsGivenUpWhenThePortDiesOnceItsSenderHasRoom() throws Exception {
    int port = program.receiveAndSendRight();
    int carried = program.receiveAndSendRight();
    program.setQueueLimit(port, 1);
    program.send(port, 1);
    FutureTask<Integer> call =
        schedule.begin(its -> DeathInterleavingTest.sendRight(its, port, carried));
    assertThat(sendRights(program, carried)).as("while the sender waits").isEqualTo(2);
    atOnce(
        () -> program.receive(port),
        () -> program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1));
    assertThat(call.get()).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(sendRights(program, carried)).isEqualTo(1);
  }

  @Test
  void aMessageGoesPastAReceiverThatHasJustEnded() throws Exception {
    int port = program.receiveAndSendRight();
    FutureTask<Integer> ended = schedule.begin(its -> InterleavingTest.receive(its, port));
    FutureTask<Integer> behind = schedule.begin(its -> InterleavingTest.receive(its, port));
    atOnce(schedule.thread(0)::exit, () -> program.send(port, 1));
    assertThat(ended.get()).isEqualTo(MACH_RCV_PORT_CHANGED);
    assertThat(behind.get()).isEqualTo(1);
  }

  @Test
  void aMemberThatJoinsKeepsItsMessageFromAReceiverThatHasJustEnded() throws Exception {
    int port = program.receiveAndSendRight();
    int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
    program.send(port, 1);
    FutureTask<Integer> ended = schedule.begin(its -> InterleavingTest.receive(its, set));
    atOnce(
        schedule.thread(0)::exit,
        () -> program.mach.mach_port_insert_member(program.self, port, set));
    assertThat(ended.get()).isEqualTo(MACH_RCV_PORT_CHANGED);
    assertThat(InterleavingTest.receive(program, set)).isEqualTo(1);
  }

  @Test
  void roomGoesPastASenderThatHasJustEnded() throws Exception {
    int port = program.receiveAndSendRight();
    program.setQueueLimit(port, 1);
    program.send(port, 1);
    FutureTask<Integer> ended = schedule.begin(its -> InterleavingTest.send(its, port, 2));
    FutureTask<Integer> behind = schedule.begin(its -> InterleavingTest.send(its, port, 3));
    atOnce(schedule.thread(0)::exit, () -> program.receive(port));
    assertThat(ended.get()).isEqualTo(MACH_SEND_INTERRUPTED);
    assertThat(behind.get()).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(InterleavingTest.receive(program, port)).isEqualTo(3);
    assertThat(program.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
  }

  @Test
  void aSignalThatWokeAThreadIsThatThreadsOwn() throws Exception {
    int name = DeathInterleavingTest.semaphore(program);
    FutureTask<Integer> first = schedule.begin(its -> its.mach.semaphore_wait(name));
    FutureTask<Integer> second = schedule.begin(its -> its.mach.semaphore_wait(name));
    atOnce(() -> program.mach.semaphore_signal(name), schedule.thread(0)::exit);
    assertThat(first.get()).isEqualTo(KERN_SUCCESS);
    assertThat(second.isDone()).isFalse();
    program.mach.semaphore_signal(name);
    assertThat(second.get()).isEqualTo(KERN_SUCCESS);
  }
}
