package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Calls of several Java threads that meet at the kernel's lock: the test holds it until all of them
 * queue up for it, so that they contend whatever the machine does.
 */
@Timeout(60)
class ContentionTest {
  private static final int THREADS = 8;

  /** Calls of which it matters which comes first. */
  private enum Call {
    MAKE,
    ADD,
    DROP,
    END;

    int make(Program program, int name) {
      return switch (this) {
        case MAKE ->
            program.mach.mach_port_insert_right(program.self, name, name, MACH_MSG_TYPE_MAKE_SEND);
        case ADD -> program.changeReferences(name, MACH_PORT_RIGHT_SEND, 1);
        case DROP -> program.mach.mach_port_deallocate(program.self, name);
        case END -> program.changeReferences(name, MACH_PORT_RIGHT_RECEIVE, -1);
      };
    }
  }

  /** A call, and the program that makes it. */
  private interface Work {
    int make(Program program);
  }

  /** Lets calls queue up in their order while the kernel is shut; returns their results. */
  private static List<Integer> meet(Schedule schedule, List<Work> calls) throws Exception {
    List<FutureTask<Integer>> results = new ArrayList<>();
    schedule.kernel.lock.lock();
    try {
      for (Work call : calls) {
        Program program = new Program(schedule.simulated.createThread().library());
        FutureTask<Integer> result = new FutureTask<>(() -> call.make(program));
        Thread thread = new Thread(result, "contender");
        thread.setDaemon(true);
        thread.start();
        Eventually.until(() -> schedule.kernel.lock.hasQueuedThread(thread));
        results.add(result);
      }
    } finally {
      schedule.kernel.lock.unlock();
    }
    List<Integer> given = new ArrayList<>();
    for (FutureTask<Integer> result : results) {
      given.add(result.get());
    }
    return given;
  }

  @Test
  void noReferenceIsLostWhenManyThreadsAddAndDropThem() throws Exception {
    Schedule schedule = new Schedule();
    int name = schedule.program.receiveAndSendRight();
    Work add = program -> program.changeReferences(name, MACH_PORT_RIGHT_SEND, 1000);
    Work drop = program -> program.mach.mach_port_deallocate(program.self, name);
    List<Work> calls = new ArrayList<>(Collections.nCopies(THREADS, add));
    calls.addAll(Collections.nCopies(THREADS, drop));
    assertThat(meet(schedule, calls)).containsOnly(KERN_SUCCESS);
    assertThat(schedule.program.references(name, MACH_PORT_RIGHT_SEND))
        .isEqualTo(1 + THREADS * 999);
  }

  @Test
  void noNameIsGivenTwice() throws Exception {
    Schedule schedule = new Schedule();
    Work allocate = Program::receiveRight;
    List<Integer> names = meet(schedule, Collections.nCopies(THREADS, allocate));
    Program alone = new Schedule().program;
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      expected.add(alone.receiveRight());
    }
    assertThat(new HashSet<>(names)).hasSize(THREADS);
    assertThat(names).containsExactlyElementsOf(expected);
  }

  @Test
  void callsThatMeetEndAsIfTheyHadBeenMadeOneAfterTheOther() throws Exception {
    List<List<Call>> orders = Schedule.orders(List.of(Call.values()));
    assertThat(orders).hasSize(24);
    for (List<Call> order : orders) {
      Schedule meeting = new Schedule();
      int name = meeting.program.receiveAndSendRight();
      List<Work> calls = new ArrayList<>();
      order.forEach(call -> calls.add(program -> call.make(program, name)));
      List<Integer> met = meet(meeting, calls);

      Program serial = new Schedule().program;
      assertThat(serial.receiveAndSendRight()).isEqualTo(name);
      List<Integer> expected = order.stream().map(call -> call.make(serial, name)).toList();
      assertThat(met).as("%s", order).isEqualTo(expected);
      assertThat(rightsIn(meeting.program)).as("%s", order).isEqualTo(rightsIn(serial));
    }
  }

  private static String rightsIn(Program program) {
    StringBuilder text = new StringBuilder();
    program
        .types(program.self)
        .forEach(
            (name, type) -> {
              text.append(Integer.toHexString(name)).append(' ').append(Integer.toHexString(type));
              for (int right = MACH_PORT_RIGHT_SEND; right <= 4; right++) {
                text.append(' ').append(program.references(name, right));
              }
              text.append('\n');
            });
    return text.toString();
  }
}
