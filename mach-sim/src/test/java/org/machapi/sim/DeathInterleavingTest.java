package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_OPERATION_TIMED_OUT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_TERMINATED;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_INVALID_NAME;
import static org.machapi.raw.MessageConstants.MACH_RCV_PORT_CHANGED;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ports, sets and semaphores that end while threads wait for them, in every order. */
@Timeout(60)
class DeathInterleavingTest {
  private enum Event {
    SEND,
    RECEIVE,
    END,
    WAIT,
    SIGNAL
  }

  private static final List<List<Event>> ORDERS =
      Schedule.orders(List.of(Event.SEND, Event.RECEIVE, Event.END));

  /** What a receiver is told, which only the order decides. */
  private static int expectedOfReceiver(List<Event> order) {
    int end = order.indexOf(Event.END);
    if (end < order.indexOf(Event.RECEIVE)) {
      return MACH_RCV_INVALID_NAME;
    }
    return order.indexOf(Event.SEND) < end ? 1 : MACH_RCV_PORT_CHANGED;
  }

  @Test
  void aReceiverGetsTheMessageOrIsToldThatThePortHasGone() throws Exception {
    for (List<Event> order : ORDERS) {
      Schedule schedule = new Schedule();
      Program program = schedule.program;
      int port = program.receiveAndSendRight();
      FutureTask<Integer> sender = null;
      FutureTask<Integer> receiver = null;
      for (Event event : order) {
        switch (event) {
          case SEND -> sender = schedule.begin(its -> InterleavingTest.send(its, port, 1));
          case RECEIVE -> receiver = schedule.begin(its -> InterleavingTest.receive(its, port));
          default -> end(schedule, port, MACH_PORT_RIGHT_RECEIVE);
        }
      }
      assertThat(receiver.get()).as("%s", order).isEqualTo(expectedOfReceiver(order));
      boolean inTime = order.indexOf(Event.SEND) < order.indexOf(Event.END);
      assertThat(sender.get())
          .as("%s", order)
          .isEqualTo(inTime ? MACH_MSG_SUCCESS : MACH_SEND_INVALID_DEST);
    }
  }

  private static void end(Schedule schedule, int name, int right) {
    assertThat(schedule.program.changeReferences(name, right, -1)).isEqualTo(KERN_SUCCESS);
    schedule.settle();
  }

  @Test
  void aMessageOutlivesTheSetThatNobodyReceivedItThrough() throws Exception {
    for (List<Event> order : ORDERS) {
      Schedule schedule = new Schedule();
      Program program = schedule.program;
      int port = program.receiveAndSendRight();
      int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
      program.mach.mach_port_insert_member(program.self, port, set);
      FutureTask<Integer> receiver = null;
      for (Event event : order) {
        switch (event) {
          case SEND -> schedule.begin(its -> InterleavingTest.send(its, port, 1));
          case RECEIVE -> receiver = schedule.begin(its -> InterleavingTest.receive(its, set));
          default -> end(schedule, set, MACH_PORT_RIGHT_PORT_SET);
        }
      }
      assertThat(receiver.get()).as("%s", order).isEqualTo(expectedOfReceiver(order));
      assertThat(program.receive(port))
          .as("%s", order)
          .isEqualTo(receiver.get() == 1 ? MACH_RCV_TIMED_OUT : MACH_MSG_SUCCESS);
    }
  }

  /** The sender waits for room, or not, depending on the order; the right is never lost. */
  @Test
  void aRightOnItsWayToAPortThatDiesIsGivenUpOnce() throws Exception {
    for (List<Event> order : ORDERS) {
      Schedule schedule = new Schedule();
      Program program = schedule.program;
      int port = program.receiveAndSendRight();
      int carried = program.receiveAndSendRight();
      program.setQueueLimit(port, 1);
      program.send(port, 1);
      List<FutureTask<Integer>> calls = new ArrayList<>();
      for (Event event : order) {
        switch (event) {
          case SEND -> calls.add(schedule.begin(its -> sendRight(its, port, carried)));
          case RECEIVE -> calls.add(schedule.begin(its -> InterleavingTest.receive(its, port)));
          default -> end(schedule, port, MACH_PORT_RIGHT_RECEIVE);
        }
      }
      assertThat(calls).as("%s", order).allMatch(FutureTask::isDone);
      assertThat(program.references(carried, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
      program.mach.mach_port_get_srights(program.self, carried, program.out.pointer());
      assertThat(program.out.getInt(0)).as("%s", order).isEqualTo(1);
    }
  }

  static int sendRight(Program program, int port, int carried) {
    program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 2);
    program.message.putInt(MSGH_BITS, MACH_MSG_TYPE_COPY_SEND | MACH_MSGH_BITS_COMPLEX);
    program.message.putInt(MSGH_DESCRIPTOR_COUNT, 1);
    program.message.putInt(DESCRIPTORS, carried);
    program.message.putInt(DESCRIPTORS + 4, 0);
    program.message.putInt(DESCRIPTORS + 8, 0);
    program
        .message
        .bytes()
        .put(DESCRIPTORS + PORT_DESCRIPTOR_DISPOSITION, (byte) MACH_MSG_TYPE_COPY_SEND);
    return program.send(MACH_SEND_MSG, DESCRIPTORS + PORT_DESCRIPTOR_SIZE, 0);
  }

  static int semaphore(Program program) {
    assertThat(program.mach.semaphore_create(program.self, program.out.pointer(), 0, 0))
        .isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  @Test
  void everySignalIsTakenByOneWait() throws Exception {
    List<Event> events =
        List.of(Event.WAIT, Event.WAIT, Event.WAIT, Event.SIGNAL, Event.SIGNAL, Event.SIGNAL);
    for (List<Event> order : Schedule.orders(events)) {
      Schedule schedule = new Schedule();
      int name = semaphore(schedule.program);
      List<FutureTask<Integer>> calls = new ArrayList<>();
      for (Event event : order) {
        calls.add(
            schedule.begin(
                its ->
                    event == Event.WAIT
                        ? its.mach.semaphore_wait(name)
                        : its.mach.semaphore_signal(name)));
      }
      assertThat(schedule.waiting()).as("who still waits after %s", order).isZero();
      for (FutureTask<Integer> call : calls) {
        assertThat(call.get()).as("%s", order).isEqualTo(KERN_SUCCESS);
      }
      assertThat(schedule.program.mach.semaphore_timedwait_trap(name, 0, 0))
          .as("a signal too many after %s", order)
          .isEqualTo(KERN_OPERATION_TIMED_OUT);
    }
  }

  @Test
  void aSemaphoreThatEndsLetsGoOfWhoStillWaits() throws Exception {
    for (List<Event> order : Schedule.orders(List.of(Event.WAIT, Event.SIGNAL, Event.END))) {
      Schedule schedule = new Schedule();
      Program program = schedule.program;
      int name = semaphore(program);
      FutureTask<Integer> wait = null;
      for (Event event : order) {
        switch (event) {
          case WAIT -> wait = schedule.begin(its -> its.mach.semaphore_wait(name));
          case SIGNAL -> program.mach.semaphore_signal(name);
          default -> program.mach.semaphore_destroy(program.self, name);
        }
        schedule.settle();
      }
      int end = order.indexOf(Event.END);
      assertThat(wait.isDone()).as("%s", order).isTrue();
      if (order.indexOf(Event.WAIT) > end) {
        assertThat(wait.get()).as("a wait for nothing").isNotEqualTo(KERN_SUCCESS);
      } else {
        boolean signalled = order.indexOf(Event.SIGNAL) < end;
        assertThat(wait.get())
            .as("%s", order)
            .isEqualTo(signalled ? KERN_SUCCESS : KERN_TERMINATED);
      }
    }
  }

  @Test
  void aTaskThatEndsLetsGoOfAllItsThreads() throws Exception {
    Schedule schedule = new Schedule();
    Program program = schedule.program;
    int empty = program.receiveRight();
    int full = program.receiveAndSendRight();
    int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
    int semaphore = semaphore(program);
    program.setQueueLimit(full, 1);
    program.send(full, 1);
    List<FutureTask<Integer>> calls =
        List.of(
            schedule.begin(its -> InterleavingTest.receive(its, empty)),
            schedule.begin(its -> InterleavingTest.receive(its, set)),
            schedule.begin(its -> InterleavingTest.send(its, full, 2)),
            schedule.begin(its -> its.mach.semaphore_wait(semaphore)));
    assertThat(schedule.waiting()).isEqualTo(4);
    schedule.simulated.terminate();
    assertThat(calls.get(0).get()).isEqualTo(MACH_RCV_PORT_CHANGED);
    assertThat(calls.get(1).get()).isEqualTo(MACH_RCV_PORT_CHANGED);
    assertThat(calls.get(2).get()).isNotEqualTo(MACH_MSG_SUCCESS);
    assertThat(calls.get(3).get()).isNotEqualTo(KERN_SUCCESS);
  }
}
