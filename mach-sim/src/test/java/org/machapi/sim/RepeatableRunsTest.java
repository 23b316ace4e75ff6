package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.ThreadInfoConstants.THREAD_IDENTIFIER_INFO;
import static org.machapi.raw.ThreadInfoConstants.THREAD_IDENTIFIER_INFO_COUNT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.NativeBuffer;

/**
 * Time, the chance in names and the identity of threads come from the test and nowhere else, so
 * that a run can be repeated, whatever the machine and in whichever Java thread.
 */
@Timeout(30)
class RepeatableRunsTest {
  private static final int ROUNDS = 500;

  private final List<String> told = new ArrayList<>();

  /** All that a program sees of time, names and threads, where the test chooses all three. */
  private static List<String> run(long seed) {
    return new RepeatableRunsTest().see(seed);
  }

  private List<String> see(long seed) {
    AtomicLong time = new AtomicLong(1_000);
    SimulatedKernel kernel =
        SimulatedKernel.create(
            KernelConfiguration.builder().seed(seed).absoluteTime(time::get).build());
    for (String name : List.of("one", "two")) {
      SimulatedTask task = kernel.createTask(name);
      Program caller = Program.of(task);
      Program made = new Program(task.createThread().library());
      for (Program program : List.of(caller, made)) {
        seeThread(program);
        seeTime(program, time);
        seeNames(program);
      }
    }
    return told;
  }

  private void seeThread(Program program) {
    NativeBuffer info = NativeBuffer.allocate(4 * THREAD_IDENTIFIER_INFO_COUNT);
    program.out.putInt(0, THREAD_IDENTIFIER_INFO_COUNT);
    int port = program.mach.mach_thread_self();
    assertThat(
            program.mach.thread_info(
                port, THREAD_IDENTIFIER_INFO, info.pointer(), program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.mach.pid_for_task(program.self, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    told.add("thread " + port + " " + info.getLong(0) + " of " + program.out.getInt(0));
  }

  private void seeTime(Program program, AtomicLong time) {
    int timer = program.mach.mk_timer_create();
    assertThat(program.mach.mk_timer_arm(timer, time.get() + 10)).isEqualTo(KERN_SUCCESS);
    time.addAndGet(11);
    assertThat(program.receive(timer)).isEqualTo(KERN_SUCCESS);
    told.add("time " + program.message.getLong(HEADER_SIZE));
  }

  /** So many that the rounds of generations begin again. */
  private void seeNames(Program program) {
    for (int i = 0; i < ROUNDS; i++) {
      int name = program.receiveRight();
      told.add("name " + name);
      program.changeReferences(name, MACH_PORT_RIGHT_RECEIVE, -1);
    }
  }

  @Test
  void whatIsRunAgainIsSeenAgain() {
    assertThat(run(7)).isEqualTo(run(7)).hasSize(4 * (2 + ROUNDS));
  }

  @Test
  void anotherJavaThreadSeesTheSame() throws Exception {
    FutureTask<List<String>> elsewhere = new FutureTask<>(() -> run(7));
    Thread thread = new Thread(elsewhere, "another");
    thread.start();

    assertThat(elsewhere.get()).isEqualTo(run(7));
  }

  @Test
  void anotherSeedGivesOtherNamesAndChangesNothingElse() {
    List<String> seven = run(7);
    List<String> eight = run(8);

    assertThat(eight).isNotEqualTo(seven);
    assertThat(eight.stream().filter(line -> line.startsWith("time")))
        .containsExactlyElementsOf(seven.stream().filter(line -> line.startsWith("time")).toList());
  }
}
