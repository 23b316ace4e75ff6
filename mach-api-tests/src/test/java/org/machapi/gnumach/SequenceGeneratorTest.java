package org.machapi.gnumach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random sequences are the same each time, and have in them what they are to compare. */
@Timeout(120)
class SequenceGeneratorTest {
  private static final int SEQUENCES = 2_000;

  private static final List<Simulated> ALL =
      LongStream.range(0, SEQUENCES).mapToObj(SequenceGenerator::generate).toList();

  @Test
  void aSeedMakesTheSameSequenceAgain() {
    for (int seed = 0; seed < 40; seed++) {
      assertThat(SequenceGenerator.generate(seed)).isEqualTo(ALL.get(seed));
    }
  }

  @Test
  void halfHaveTwoTasksAndHalfHaveThreadsThatComeAndGo() {
    assertThat(ALL).filteredOn(each -> each.sequence().tasks() == 2).hasSize(SEQUENCES / 2);
    for (int seed = 0; seed < SEQUENCES; seed++) {
      Set<String> routines = routines(ALL.get(seed).sequence());
      assertThat(routines.contains("thread_new") || routines.contains("task_end"))
          .as("%s", ALL.get(seed).sequence())
          .isEqualTo(SequenceGenerator.hasThreads(seed));
    }
  }

  @Test
  void eachStepOfThreadsAndExceptionsIsInManySequences() {
    Map<String, Integer> sequencesWith = new TreeMap<>();
    for (Simulated each : ALL) {
      routines(each.sequence()).forEach(routine -> sequencesWith.merge(routine, 1, Integer::sum));
    }
    for (String routine :
        List.of(
            "thread_new",
            "thread_end",
            "task_end",
            "set_thread_exception_port",
            "set_task_exception_port",
            "raise",
            "receive_exception",
            "reply_exception",
            "join")) {
      assertThat(sequencesWith.getOrDefault(routine, 0)).as(routine).isGreaterThanOrEqualTo(150);
    }
  }

  @Test
  void everyOutcomeOfAnExceptionIsThere() {
    assertThat(count("join", Results.SUCCESS)).as("handled").isGreaterThan(150);
    assertThat(count("reply_exception", Results.ENDED)).as("refused, no other").isGreaterThan(20);
    assertThat(count("raise", Results.ENDED)).as("nobody to ask").isGreaterThan(20);
    assertThat(count("reply_exception", Results.SUCCESS)).as("answered").isGreaterThan(250);
  }

  @Test
  void noThreadMakesACallWhileItWaitsForItsHandler() {
    for (Simulated each : ALL) {
      Map<String, String> last = new HashMap<>();
      for (Step step : each.sequence().steps()) {
        String thread = step.toString().substring(0, 2);
        String before = last.getOrDefault(thread, "");
        if (before.equals("raise")) {
          assertThat(step.routine()).isIn("skip_fault", "thread_end");
        }
        if (before.equals("skip_fault")) {
          assertThat(step.routine()).isIn("join", "thread_end");
        }
        last.put(thread, step.routine());
      }
    }
  }

  @Test
  void aTaskThatHasEndedMakesNoStep() {
    for (Simulated each : ALL) {
      Set<Integer> ended = new TreeSet<>();
      for (int i = 0; i < each.sequence().steps().size(); i++) {
        Step step = each.sequence().steps().get(i);
        assertThat(ended).as("%s", each.sequence()).doesNotContain(step.task());
        boolean ends = each.outcomes().get(i + 1).result().equals(Results.ENDED);
        if (ends || step.routine().equals("task_end")) {
          ended.add(step.task());
        }
      }
    }
  }

  private static Set<String> routines(Sequence sequence) {
    Set<String> routines = new TreeSet<>();
    sequence.steps().forEach(step -> routines.add(step.routine()));
    return routines;
  }

  /** How often a step gave a result that begins so. */
  private static int count(String routine, String result) {
    int count = 0;
    for (Simulated each : ALL) {
      for (int i = 0; i < each.sequence().steps().size(); i++) {
        boolean isIt = each.sequence().steps().get(i).routine().equals(routine);
        count += isIt && each.outcomes().get(i + 1).result().startsWith(result) ? 1 : 0;
      }
    }
    return count;
  }
}
