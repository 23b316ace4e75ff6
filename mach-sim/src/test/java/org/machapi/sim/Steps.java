package org.machapi.sim;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Makes random sequences of steps, of which jqwik finds the shortest that shows a failure. */
final class Steps {
  private Steps() {}

  static Arbitrary<List<Step>> upTo(int length) {
    Arbitrary<Integer> choice = below(Step.CHOICES);
    return Combinators.combine(
            below(2),
            actions(),
            Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)),
            choice,
            choice,
            below(1024))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(length)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  /** Numbers that only choose: none is more likely, and 0 is the simplest. */
  static Arbitrary<Integer> below(int bound) {
    return Arbitraries.integers()
        .between(0, bound - 1)
        .withDistribution(RandomDistribution.uniform());
  }

  /** Messages are most of what can go wrong; a task ends only now and then. */
  private static Arbitrary<Action> actions() {
    return Arbitraries.frequency(
        Tuple.of(8, Action.ALLOCATE),
        Tuple.of(4, Action.CONSTRUCT),
        Tuple.of(12, Action.INSERT),
        Tuple.of(5, Action.EXTRACT),
        Tuple.of(10, Action.MOD_REFS),
        Tuple.of(6, Action.DEALLOCATE),
        Tuple.of(3, Action.DESTROY),
        Tuple.of(3, Action.DESTRUCT),
        Tuple.of(8, Action.REQUEST_NOTIFICATION),
        Tuple.of(10, Action.CHANGE_SET),
        Tuple.of(2, Action.GUARD),
        Tuple.of(2, Action.SET_QUEUE_LIMIT),
        Tuple.of(20, Action.SEND),
        Tuple.of(12, Action.RECEIVE),
        Tuple.of(3, Action.MEMORY),
        Tuple.of(3, Action.THREAD),
        Tuple.of(1, Action.END_TASK));
  }
}
