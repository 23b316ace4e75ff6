package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of a port space whatever one or two tasks do, in every generation. */
class PortSpaceProperties {
  @Provide
  Arbitrary<List<Step>> steps() {
    return Steps.upTo(60);
  }

  @Property(seed = "11", tries = 1000)
  void referencesStayWithinTheirBounds(
      @ForAll @IntRange(min = 1, max = 2) int tasks,
      @ForAll KernelGeneration generation,
      @ForAll("steps") List<Step> steps) {
    World world = new World(tasks, generation);
    Moves moves = new Moves(world);
    for (Step step : steps) {
      moves.make(step);
      for (Player player : world.players) {
        for (int name : world.observer.types(player.observed).keySet()) {
          checkReferences(world, player, name);
        }
      }
    }
  }

  private static void checkReferences(World world, Player player, int name) {
    int type = world.type(player, name);
    int maximum = world.kernel.rules.maximumReferences();
    for (int right = MACH_PORT_RIGHT_SEND; right <= MACH_PORT_RIGHT_DEAD_NAME; right++) {
      int least = (type & MACH_PORT_TYPE_SEND << right) == 0 ? 0 : 1;
      int most =
          switch (right) {
            case MACH_PORT_RIGHT_SEND -> maximum;
            case MACH_PORT_RIGHT_DEAD_NAME -> 65_535;
            case MACH_PORT_RIGHT_RECEIVE, MACH_PORT_RIGHT_SEND_ONCE, MACH_PORT_RIGHT_PORT_SET -> 1;
            default -> throw new AssertionError();
          };
      assertThat(world.references(player, name, right))
          .as("references of name 0x%x to right %d", name, right)
          .isBetween(least, least * most);
    }
  }

  @Property(seed = "12", tries = 2000)
  void whoGivesEverythingBackIsLeftWithWhatItBeganWith(
      @ForAll @IntRange(min = 1, max = 2) int tasks,
      @ForAll KernelGeneration generation,
      @ForAll("steps") List<Step> steps) {
    World world = new World(tasks, generation);
    Moves moves = new Moves(world);
    Audit audit = new Audit();
    for (Step step : steps) {
      moves.make(step);
      audit.look(world.tasks());
    }
    world.closeEverything();
    for (Player player : world.players) {
      assertThat(world.observer.types(player.observed).keySet())
          .as("names that are left")
          .isSubsetOf(player.program.self);
    }
    assertThat(world.mappedBytes()).as("memory that is left").isZero();
    audit.look(world.tasks());
    assertThat(audit.alive()).as("ports that are left").isZero();
  }

  @Property(seed = "13", tries = 500)
  void equalRunsAreEqualInEveryResultAndState(
      @ForAll @IntRange(min = 1, max = 2) int tasks,
      @ForAll KernelGeneration generation,
      @ForAll("steps") List<Step> steps) {
    assertThat(run(tasks, generation, steps)).isEqualTo(run(tasks, generation, steps));
  }

  private static List<String> run(int tasks, KernelGeneration generation, List<Step> steps) {
    World world = new World(tasks, generation);
    Moves moves = new Moves(world);
    List<String> told = new ArrayList<>();
    for (Step step : steps) {
      told.add(moves.make(step));
      told.addAll(world.state());
    }
    return told;
  }
}
