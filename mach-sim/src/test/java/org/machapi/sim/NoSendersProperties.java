package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** When a port is told that nobody can send to it any more, and when it is not. */
class NoSendersProperties {
  /** What a task does with send rights to the port that is watched. */
  private record Deed(WatchedPort.Act act, int variant) {}

  @Provide
  Arbitrary<List<Deed>> deeds() {
    return Combinators.combine(Arbitraries.of(WatchedPort.Act.class), Steps.below(12))
        .as(Deed::new)
        .list()
        .ofMaxSize(50)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  @Property(seed = "31", tries = 2000)
  void aNotificationComesWhenTheLastSendRightGoesAndAtNoOtherTime(
      @ForAll KernelGeneration generation, @ForAll("deeds") List<Deed> deeds) {
    WatchedPort port = new WatchedPort(generation);
    boolean armed = false;
    for (Deed deed : deeds) {
      int sendersBefore = port.sendRights();
      int madeBefore = port.makeSendCount();
      port.perform(deed.act(), deed.variant());
      int senders = port.sendRights();
      int made = port.makeSendCount();
      // A right that was made and lost in one call shows in the count of those that were made.
      boolean lastWent = senders == 0 && (sendersBefore > 0 || made != madeBefore);
      switch (deed.act()) {
        case ARM -> {
          armed = true;
          lastWent = senders == 0 && port.wantedCount(deed.variant()) <= made;
        }
        case DISARM -> armed = false;
        default -> {}
      }
      List<Integer> expected = armed && lastWent ? List.of(made) : List.of();
      assertThat(port.takeNotifications()).isEqualTo(expected);
      armed &= !lastWent;
    }
    port.end();
    assertThat(port.takeNotifications()).as("when the port itself has gone").isEmpty();
  }
}
