package org.machapi.gnumach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What ran on GNU Mach and what did not is told apart. */
class RunCountTest {
  private static final List<Sequence> SEQUENCES =
      List.of(
          new Sequence("a port", 1, List.of(Step.parse("A0 allocate RECEIVE"))),
          new Sequence(
              "a thread",
              1,
              List.of(
                  Step.parse("A1 thread_new"),
                  Step.parse("A2 thread_new"),
                  Step.parse("A1 thread_end"))));

  private final RunCount count = new RunCount();

  @Test
  void whatWasPlannedAndDidNotRunIsCountedWithTheReason() {
    count.plan(2_000);
    assertThat(count.report("there is no apt-get"))
        .isEqualTo(
            "0 sequences run, 0 outcomes compared; 2,000 sequences not run: there is no apt-get");
  }

  @Test
  void sequencesAreCountedByWhatThreadsAndTasksDoInThem() {
    count.plan(2);
    count.add(SEQUENCES, 6);
    assertThat(count.run()).isEqualTo(2);
    assertThat(count.report(""))
        .isEqualTo(
            "2 sequences run, 6 outcomes compared, sequences with {thread_end=1, thread_new=1};"
                + " 0 sequences not run");
  }

  @Test
  void aFailureLeavesTheRestNotRun() {
    count.plan(3);
    count.add(SEQUENCES, 6);
    assertThat(count.report("")).endsWith("; 1 sequences not run: a test failed before");
  }
}
