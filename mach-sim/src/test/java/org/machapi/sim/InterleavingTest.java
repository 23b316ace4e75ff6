package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachPortStatusLayout.MPS_MSGCOUNT;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_PORT_CHANGED;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS_COUNT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads that send and receive: in every order of their calls, nobody waits for ever or in vain.
 */
@Timeout(60)
class InterleavingTest {
  private static final int MINUTE = 60_000;

  private enum Event {
    SEND,
    RECEIVE,
    RECEIVE_FROM_SET,
    JOIN_SET,
    CALL,
    SERVE,
    RECEIVE_AND_END
  }

  /** Receives, for as long as it takes; the id of the message, or the error. */
  static int receive(Program program, int name) {
    int result = program.receive(name, MACH_RCV_MSG, 0);
    return result == MACH_MSG_SUCCESS ? program.id() : result;
  }

  static int send(Program program, int port, int id) {
    program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, id);
    return program.send(MACH_SEND_MSG, HEADER_SIZE, 0);
  }

  private static List<Integer> results(List<FutureTask<Integer>> calls) throws Exception {
    List<Integer> results = new ArrayList<>();
    for (FutureTask<Integer> call : calls) {
      results.add(call.get());
    }
    return results;
  }

  private static void checkQueueEmpty(Schedule schedule, int port) {
    assertThat(schedule.program.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
    schedule.program.mach.mach_port_get_srights(
        schedule.program.self, port, schedule.program.out.pointer());
    assertThat(schedule.program.out.getInt(0)).as("send rights").isEqualTo(1);
    schedule.program.out.putInt(48, MACH_PORT_RECEIVE_STATUS_COUNT);
    schedule.program.mach.mach_port_get_attributes(
        schedule.program.self,
        port,
        MACH_PORT_RECEIVE_STATUS,
        schedule.program.out.pointer(),
        schedule.program.out.pointer(48));
    assertThat(schedule.program.out.getInt(MPS_MSGCOUNT)).as("places taken").isZero();
  }

  private static final List<Event> THREE_OF_EACH =
      List.of(Event.SEND, Event.SEND, Event.SEND, Event.RECEIVE, Event.RECEIVE, Event.RECEIVE);

  /** Plays sends and receives in an order; returns what the receivers got, in theirs. */
  private static List<Integer> play(List<Event> order, int queueLimit) throws Exception {
    Schedule schedule = new Schedule();
    int port = schedule.program.receiveAndSendRight();
    schedule.program.setQueueLimit(port, queueLimit);
    List<FutureTask<Integer>> senders = new ArrayList<>();
    List<FutureTask<Integer>> receivers = new ArrayList<>();
    for (Event event : order) {
      if (event == Event.SEND) {
        int id = senders.size() + 1;
        senders.add(schedule.begin(its -> send(its, port, id)));
      } else {
        receivers.add(schedule.begin(its -> receive(its, port)));
      }
    }
    assertThat(schedule.waiting()).as("who still waits after %s", order).isZero();
    assertThat(results(senders)).containsOnly(MACH_MSG_SUCCESS);
    checkQueueEmpty(schedule, port);
    return results(receivers);
  }

  @Test
  void inEveryOrderReceiversGetTheMessagesInTheOrderInWhichBothCame() throws Exception {
    List<List<Event>> orders = Schedule.orders(THREE_OF_EACH);
    assertThat(orders).hasSize(20);
    for (List<Event> order : orders) {
      assertThat(play(order, 5)).as("%s", order).containsExactly(1, 2, 3);
    }
  }

  @Test
  void inEveryOrderSendersThatWaitForRoomAreServedInTheirs() throws Exception {
    for (List<Event> order : Schedule.orders(THREE_OF_EACH)) {
      assertThat(play(order, 1)).as("%s", order).containsExactly(1, 2, 3);
    }
  }

  @Test
  void inEveryOrderAReceiverAtThePortAndOneAtItsSetGetOneMessageEach() throws Exception {
    List<Event> events =
        List.of(Event.SEND, Event.SEND, Event.RECEIVE, Event.RECEIVE_FROM_SET, Event.JOIN_SET);
    for (List<Event> order : Schedule.orders(events)) {
      Schedule schedule = new Schedule();
      Program program = schedule.program;
      int port = program.receiveAndSendRight();
      int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
      List<FutureTask<Integer>> receivers = new ArrayList<>();
      int id = 0;
      for (Event event : order) {
        switch (event) {
          case SEND -> assertThat(program.send(port, ++id)).isEqualTo(MACH_MSG_SUCCESS);
          case RECEIVE -> receivers.add(schedule.begin(its -> receive(its, port)));
          case RECEIVE_FROM_SET -> receivers.add(schedule.begin(its -> receive(its, set)));
          default ->
              assertThat(program.mach.mach_port_insert_member(program.self, port, set))
                  .isEqualTo(KERN_SUCCESS);
        }
        schedule.settle();
      }
      assertThat(schedule.waiting()).as("who still waits after %s", order).isZero();
      assertThat(results(receivers)).as("%s", order).containsExactlyInAnyOrder(1, 2);
      checkQueueEmpty(schedule, port);
    }
  }

  @Test
  void inEveryOrderEachClientGetsTheAnswerToItsOwnRequest() throws Exception {
    List<Event> events = List.of(Event.CALL, Event.CALL, Event.SERVE, Event.SERVE);
    for (List<Event> order : Schedule.orders(events)) {
      Schedule schedule = new Schedule();
      int port = schedule.program.receiveAndSendRight();
      List<FutureTask<Integer>> clients = new ArrayList<>();
      List<FutureTask<Integer>> servers = new ArrayList<>();
      for (Event event : order) {
        if (event == Event.CALL) {
          int id = clients.size() + 1;
          int reply = schedule.program.receiveRight();
          clients.add(schedule.begin(its -> call(its, port, reply, id)));
        } else {
          servers.add(schedule.begin(its -> serve(its, port)));
        }
      }
      assertThat(schedule.waiting()).as("who still waits after %s", order).isZero();
      assertThat(results(clients)).as("%s", order).containsExactly(101, 102);
      assertThat(results(servers)).containsOnly(MACH_MSG_SUCCESS);
      checkQueueEmpty(schedule, port);
    }
  }

  private static int call(Program program, int port, int reply, int id) {
    program.header(port, MACH_MSG_TYPE_COPY_SEND, reply, MACH_MSG_TYPE_MAKE_SEND_ONCE, id);
    int result =
        program.mach.mach_msg(
            program.message.pointer(),
            MACH_SEND_MSG | MACH_RCV_MSG,
            HEADER_SIZE,
            program.message.size(),
            reply,
            0,
            0);
    return result == MACH_MSG_SUCCESS ? program.id() : result;
  }

  private static int serve(Program program, int port) {
    int id = receive(program, port);
    int reply = program.message.getInt(MSGH_REMOTE_PORT);
    program.header(reply, MACH_MSG_TYPE_MOVE_SEND_ONCE, 0, 0, id + 100);
    return program.send(MACH_SEND_MSG, HEADER_SIZE, 0);
  }

  @Test
  void aReceiverThatGaveUpTakesNoMessageFromTheOneBehindIt() throws Exception {
    Schedule schedule = new Schedule();
    int port = schedule.program.receiveAndSendRight();
    FutureTask<Integer> patient = schedule.begin(its -> receive(its, port));
    int timed = MACH_RCV_MSG | MACH_RCV_TIMEOUT;
    FutureTask<Integer> hasty =
        Eventually.call(() -> Program.of(schedule.simulated).receive(port, timed, 1));
    assertThat(hasty.get()).isEqualTo(MACH_RCV_TIMED_OUT);
    FutureTask<Integer> last = schedule.begin(its -> receive(its, port));
    schedule.program.send(port, 1);
    schedule.program.send(port, 2);
    assertThat(patient.get()).isEqualTo(1);
    assertThat(last.get()).isEqualTo(2);
    checkQueueEmpty(schedule, port);
  }

  @Test
  void aMessageThatComesInTimeEndsAWaitWithALimit() throws Exception {
    Schedule schedule = new Schedule();
    int port = schedule.program.receiveAndSendRight();
    int timed = MACH_RCV_MSG | MACH_RCV_TIMEOUT;
    FutureTask<Integer> receiver = schedule.begin(its -> its.receive(port, timed, MINUTE));
    assertThat(schedule.waiting()).isEqualTo(1);
    schedule.program.send(port, 1);
    assertThat(receiver.get()).isEqualTo(MACH_MSG_SUCCESS);
    checkQueueEmpty(schedule, port);
  }

  @Test
  void aSenderThatGaveUpLeavesTheRoomToTheOneBehindIt() throws Exception {
    Schedule schedule = new Schedule();
    Program program = schedule.program;
    int port = program.receiveAndSendRight();
    program.setQueueLimit(port, 1);
    program.send(port, 1);
    int timed = MACH_SEND_MSG | MACH_SEND_TIMEOUT;
    program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 2);
    assertThat(program.send(timed, HEADER_SIZE, 1)).isEqualTo(MACH_SEND_TIMED_OUT);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND))
        .as("the right came back")
        .isEqualTo(2);
    FutureTask<Integer> behind =
        schedule.begin(
            its -> {
              its.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 3);
              return its.send(timed, HEADER_SIZE, MINUTE);
            });
    assertThat(schedule.waiting()).isEqualTo(1);
    assertThat(receive(program, port)).isEqualTo(1);
    assertThat(behind.get()).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(receive(program, port)).isEqualTo(3);
    checkQueueEmpty(schedule, port);
  }

  @Test
  void aThreadThatEndsWhileItWaitsTakesNoMessageWithIt() throws Exception {
    List<Event> events = List.of(Event.RECEIVE_AND_END, Event.RECEIVE, Event.SEND);
    for (List<Event> order : Schedule.orders(events)) {
      Schedule schedule = new Schedule();
      int port = schedule.program.receiveAndSendRight();
      List<Integer> received = new ArrayList<>();
      FutureTask<Integer> living = null;
      int begun = 0;
      for (Event event : order) {
        if (event == Event.SEND) {
          schedule.program.send(port, 1);
          schedule.settle();
          continue;
        }
        FutureTask<Integer> receiver = schedule.begin(its -> receive(its, port));
        if (event == Event.RECEIVE_AND_END) {
          schedule.thread(begun).exit();
          received.add(receiver.get());
        } else {
          living = receiver;
        }
        begun++;
      }
      received.remove((Integer) MACH_RCV_PORT_CHANGED);
      if (received.isEmpty()) {
        received.add(living.get());
      }
      assertThat(received).as("%s", order).containsExactly(1);
      schedule.program.send(port, 2);
      schedule.settle();
      boolean livingHasBoth = living.isDone() && living.get() == 1;
      assertThat(livingHasBoth ? receive(schedule.program, port) : living.get()).isEqualTo(2);
      checkQueueEmpty(schedule, port);
    }
  }
}
