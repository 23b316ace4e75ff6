package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What becomes of rights that travel: each is in one place, however it got there. */
class MessageProperties {
  @Provide
  Arbitrary<List<Step>> steps() {
    return Steps.upTo(60);
  }

  /** Looked at from inside, since nothing else can see what is in a queue. */
  @Property(seed = "21", tries = 2000)
  void noRightIsLostOrInvented(
      @ForAll @IntRange(min = 1, max = 2) int tasks,
      @ForAll KernelGeneration generation,
      @ForAll("steps") List<Step> steps) {
    World world = new World(tasks, generation);
    Moves moves = new Moves(world);
    Audit audit = new Audit();
    for (Step step : steps) {
      moves.make(step);
      audit.check(world.tasks());
      for (Player player : world.players) {
        compareSendRights(world, player, audit);
      }
    }
  }

  private static void compareSendRights(World world, Player player, Audit audit) {
    Space space = player.task.space;
    world
        .observer
        .types(player.observed)
        .forEach(
            (name, type) -> {
              if ((type & MACH_PORT_TYPE_RECEIVE) != 0) {
                int held = audit.sendRights(space.port(space.find(name)));
                assertThat(world.sendRights(player, name)).isEqualTo(held);
              }
            });
  }

  @Provide
  Arbitrary<List<Posting>> postings() {
    Arbitrary<Integer> ports = Steps.below(Mail.PORTS);
    Arbitrary<Integer> dispositions = Steps.below(3);
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(6, Posting.Act.SEND),
                Tuple.of(4, Posting.Act.RECEIVE),
                Tuple.of(3, Posting.Act.MAKE),
                Tuple.of(3, Posting.Act.DROP),
                Tuple.of(1, Posting.Act.END)),
            Steps.below(2),
            ports,
            dispositions,
            Combinators.combine(ports, dispositions).as(Posting.Carried::new).list().ofMaxSize(3))
        .as(Posting::new)
        .list()
        .ofMaxSize(80)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  /** Looked at from outside, and compared with a model that knows no kernel. */
  @Property(seed = "22", tries = 2000)
  void everyRightThatIsSentArrivesOrGoesWithItsQueue(
      @ForAll KernelGeneration generation, @ForAll("postings") List<Posting> postings) {
    Mail mail = new Mail(generation);
    for (Posting posting : postings) {
      mail.make(posting);
      mail.check();
    }
    mail.receiveEverything();
    mail.check();
    mail.dropEverything();
    mail.check();
  }
}
