package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.IpcSpace;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;
import org.machapi.ThreadPort;
import org.machapi.message.Deadline;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.KobjectConstants;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedKernel;

@Tag("kernel")
@Timeout(60)
class CensusDifferenceTest {
  private static final int NAME = 0x1203;
  private static final String NOTHING = "0 references, 0 NEW, 0 GROWN, 0 DIED, 0 SHRUNK, 0 GONE\n";
  private static final String PEGGED = "  pegged names, whose growth nobody knows: ";
  private static final LedgerAccount ALL = new LedgerAccount(LedgerLevel.ALL, 1024, Instant.EPOCH);

  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  private static CensusDifference between(CensusEntry before, CensusEntry after) {
    return CensusDifference.between(
        before == null ? Entries.census() : Entries.census(before),
        after == null ? Entries.census() : Entries.census(after));
  }

  @Test
  void fiveHundredLeakedThreadPortsComeFromExactlyTwoPlaces() {
    Ledger ledger = Ledger.on(mach);
    Census before = Census.take(mach, ledger);
    List<ThreadPort> leaked = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int name = Raw.newThreadPort(kernel);
      leaked.add(ThreadPort.adoptUnchecked(mach, name));
    }
    for (int i = 0; i < 200; i++) {
      int name = Raw.newThreadPort(kernel);
      leaked.add(ThreadPort.adoptUnchecked(mach, name));
    }
    CensusDifference difference = CensusDifference.between(before, Census.take(mach, ledger));
    assertThat(difference.sites()).hasSize(2);
    assertThat(difference.sites())
        .extracting(SiteGrowth::type, SiteGrowth::before, SiteGrowth::after, SiteGrowth::growth)
        .containsExactly(tuple("ThreadPort", 0, 300, 300), tuple("ThreadPort", 0, 200, 200));
    assertThat(difference.sites().get(0).site())
        .contains("fiveHundredLeakedThreadPorts")
        .isNotEqualTo(difference.sites().get(1).site());
    assertThat(difference.changes()).hasSize(500);
    assertThat(difference.changes(CensusChange.Kind.NEW)).hasSize(500);
    assertThat(difference.growth()).isEqualTo(500);
    assertThat(difference.unaccounted()).isZero();
    assertThat(difference.toString())
        .startsWith(
            "+500 references, 500 NEW, 0 GROWN, 0 DIED, 0 SHRUNK, 0 GONE\n  +300 ThreadPort");
    leaked.forEach(ThreadPort::close);
    assertThat(CensusDifference.between(before, Census.take(mach, ledger)).isEmpty()).isTrue();
  }

  @Test
  void whatDoesNotMoveIsNoDifference() {
    try (ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight send = port.makeSend()) {
      assertThat(send).isNotNull();
      CensusDifference difference = CensusDifference.between(Census.take(mach), Census.take(mach));
      assertThat(difference.isEmpty()).isTrue();
      assertThat(difference.toString())
          .as("of pegged names, such as another test may have left, nobody knows")
          .isIn(NOTHING, NOTHING + PEGGED + difference.pegged() + "\n");
    }
  }

  @Test
  void eachKindOfChangeWithItsNumbersThatWhichGrewMostFirst() {
    int grown = kernel.newReceiveRight();
    int shrunk = kernel.newReceiveRight();
    int died = kernel.newReceiveRight();
    int gone = kernel.newReceiveRight();
    for (int name : List.of(grown, shrunk, died)) {
      kernel.makeSend(name);
      kernel.addSendReferences(name, 4);
    }
    Census before = Census.take(mach);
    kernel.addSendReferences(grown, 7);
    kernel.addSendReferences(shrunk, -2);
    kernel.destroyReceiveRight(died);
    kernel.destroyReceiveRight(gone);
    int fresh = kernel.newPortSet();
    CensusDifference difference = CensusDifference.between(before, Census.take(mach));
    assertThat(difference.changes())
        .extracting(CensusChange::kind, CensusChange::name, CensusChange::growth)
        .containsExactly(
            tuple(CensusChange.Kind.GROWN, grown, 7),
            tuple(CensusChange.Kind.NEW, fresh, 1),
            tuple(CensusChange.Kind.DIED, died, -1),
            tuple(CensusChange.Kind.GONE, gone, -1),
            tuple(CensusChange.Kind.SHRUNK, shrunk, -2));
    assertThat(difference.growth()).isEqualTo(4);
    assertThat(difference.unaccounted()).as("no ledger").isEqualTo(4);
    assertThat(difference.changes().get(0).toString())
        .endsWith(" +7: SEND 5, RECEIVE 1, then SEND 12, RECEIVE 1, plain port");
    assertThat(difference.toString()).contains("  +4 from places unknown\n");
    for (int name : List.of(grown, shrunk, died, fresh)) {
      kernel.raw().mach_port_destroy(kernel.self(), name);
    }
  }

  static Stream<Arguments> twoPorts() {
    int thread = KobjectConstants.IKOT_THREAD_CONTROL;
    int task = KobjectConstants.IKOT_TASK_CONTROL;
    return Stream.of(
        Arguments.of("it was dead", Entries.dead(NAME, 1), Entries.send(NAME, 1)),
        Arguments.of("it was plain port", Entries.receive(NAME), Entries.set(NAME)),
        Arguments.of("it was plain port", Entries.send(NAME, 1), Entries.sendOnce(NAME)),
        Arguments.of(
            "it was plain port",
            Entries.send(NAME, 1),
            Entries.send(NAME, 1).kind(PortKind.THREAD, thread, null, 5L)),
        Arguments.of(
            "the kernel numbers the ports differently",
            Entries.send(NAME, 1).number(1),
            Entries.send(NAME, 1).number(2)),
        Arguments.of(
            "it was thread 5",
            Entries.send(NAME, 1).kind(PortKind.THREAD, thread, null, 5L),
            Entries.send(NAME, 1).kind(PortKind.THREAD, thread, null, 6L)),
        Arguments.of(
            "it was process 30",
            Entries.send(NAME, 1).kind(PortKind.TASK, task, 30, null),
            Entries.send(NAME, 1).kind(PortKind.TASK, task, 31, null)),
        Arguments.of(
            "the make-send count was 4",
            Entries.receive(NAME).queue(9, 4, 0L),
            Entries.receive(NAME).queue(9, 3, 0L)),
        Arguments.of(
            "the sequence number was 9",
            Entries.receive(NAME).queue(9, 4, 0L),
            Entries.receive(NAME).queue(8, 4, 0L)),
        Arguments.of(
            "the context was another",
            Entries.receive(NAME).queue(9, 4, 1L),
            Entries.receive(NAME).queue(9, 4, 2L)),
        Arguments.of(
            "the context was another",
            Entries.receive(NAME).guarded(7),
            Entries.receive(NAME).guarded(8)),
        Arguments.of(
            "the context was another",
            Entries.receive(NAME).queue(9, 4, 1L),
            Entries.receive(NAME).queue(9, 4, 0L)));
  }

  @ParameterizedTest
  @MethodSource("twoPorts")
  void aNameThatStandsForAnotherPortIsGoneAndNew(String reason, Entries before, Entries after) {
    CensusDifference difference = between(before.make(), after.make());
    assertThat(difference.changes())
        .extracting(CensusChange::kind)
        .containsExactly(CensusChange.Kind.NEW, CensusChange.Kind.GONE);
    assertThat(difference.changes())
        .allSatisfy(
            change -> {
              assertThat(change.reuse()).isEqualTo(reason);
              assertThat(change.toString()).endsWith(" (reused: " + reason + ")");
            });
    assertThat(difference.growth())
        .isEqualTo(after.make().totalReferences() - before.make().totalReferences());
  }

  static Stream<Arguments> onePort() {
    return Stream.of(
        Arguments.of("more of it", Entries.send(NAME, 1), Entries.send(NAME, 2)),
        Arguments.of("it died", Entries.send(NAME, 1), Entries.dead(NAME, 2)),
        Arguments.of("the answer died", Entries.sendOnce(NAME), Entries.dead(NAME, 2)),
        Arguments.of("it was used", Entries.receive(NAME), Entries.receive(NAME).queue(3, 4, 0L)),
        Arguments.of("received", Entries.send(NAME, 1), Entries.receive(NAME)),
        Arguments.of(
            "the context is not told any more",
            Entries.receive(NAME).queue(0, 0, 7L),
            Entries.receive(NAME).queue(0, 0, null)),
        Arguments.of(
            "the context is set",
            Entries.receive(NAME).queue(0, 0, 0L),
            Entries.receive(NAME).queue(0, 0, 7L)),
        Arguments.of(
            "a guard is set in the place of a context",
            Entries.receive(NAME).queue(0, 0, 3L),
            Entries.receive(NAME).guarded(7)),
        Arguments.of(
            "the guard is taken away",
            Entries.receive(NAME).guarded(7),
            Entries.receive(NAME).queue(0, 0, 0L)),
        Arguments.of(
            "the kernel says that it is the same, of another context",
            Entries.receive(NAME).queue(0, 0, 3L).number(9),
            Entries.receive(NAME).queue(0, 0, 4L).number(9)),
        Arguments.of(
            "it was sent away and came back, and the kernel says that it is the same",
            Entries.receive(NAME).queue(9, 4, 3L).number(9),
            Entries.receive(NAME).queue(0, 0, 3L).number(9)),
        Arguments.of(
            "somebody kept it",
            Entries.send(NAME, 2).held(1, "A"),
            Entries.send(NAME, 1).held(3, "B")),
        Arguments.of(
            "acquired again before all that was held was closed",
            Entries.send(NAME, 2).held(1, "A").held(2, "A"),
            Entries.send(NAME, 1).held(3, "B")),
        Arguments.of(
            "acquired again, closed, and then it died",
            Entries.send(NAME, 1).held(1, "A"),
            Entries.dead(NAME, 1).held(3, "A")));
  }

  @ParameterizedTest
  @MethodSource("onePort")
  void aNameThatMayBeTheSamePortIsTakenForIt(String reason, Entries before, Entries after) {
    CensusDifference difference = between(before.make(), after.make());
    assertThat(difference.changes())
        .as(reason)
        .allSatisfy(
            change -> {
              assertThat(change.reuse()).isNull();
              assertThat(change.before()).isNotNull();
              assertThat(change.after()).isNotNull();
            });
  }

  @ParameterizedTest
  @EnumSource(KernelGeneration.class)
  void whoAcquiresAgainBeforeClosingKeepsTheName(KernelGeneration generation) {
    Mach one = simulated(generation);
    Ledger ledger = Ledger.on(one);
    ThreadPort first = ThreadPort.self(one);
    Census before = Census.take(one, ledger);
    try (ThreadPort second = ThreadPort.self(one)) {
      first.close();
      Census after = Census.take(one, ledger);
      assertThat(after.find(second.name()).holdings())
          .as("none of then is left")
          .isNotEmpty()
          .doesNotContainAnyElementsOf(before.find(second.name()).holdings());
      CensusDifference difference = CensusDifference.between(before, after);
      assertThat(difference.changes()).isEmpty();
      assertThat(difference.sites()).as("another line holds it").hasSize(2);
      assertThat(difference.growth()).isZero();
      assertThat(difference.unaccounted()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(KernelGeneration.class)
  void aReceiveRightThatAnObjectBeginsToOwnIsTheSamePort(KernelGeneration generation) {
    Mach one = simulated(generation);
    int name = ReceiveRight.allocate(one).relinquish();
    Census before = Census.take(one);
    try (ReceiveRight port = ReceiveRight.adopt(one, name)) {
      Census owned = Census.take(one);
      assertThat(owned.find(name).receive()).isNotEqualTo(before.find(name).receive());
      assertThat(CensusDifference.between(before, owned).changes()).isEmpty();
      assertThat(CensusDifference.between(owned, before).changes()).isEmpty();
      assertThat(port.name()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @EnumSource(KernelGeneration.class)
  void aReceiveRightThatWasSentAwayAndCameBackIsTheSameIfThePortHasANumber(
      KernelGeneration generation) {
    Mach one = simulated(generation);
    try (ReceiveRight inbox = ReceiveRight.allocate(one);
        SendRight toInbox = inbox.makeSend();
        ReceiveRight port = ReceiveRight.allocate(one);
        SendRight send = port.makeSend()) {
      int name = send.name();
      Census before = Census.take(one);
      OutgoingMessage.withRoomFor(128).begin(1).move(port).send(toInbox, Deadline.immediate());
      try (ReceivedMessage message =
              ReceivedMessage.receive(
                  inbox, MessageBuffer.forMessagesOf(128), Deadline.immediate());
          ReceiveRight back = message.takeReceive(0)) {
        Census after = Census.take(one);
        assertThat(back.name()).isEqualTo(name);
        assertThat(before.find(name).receive().makeSendCount()).isEqualTo(1);
        assertThat(after.find(name).receive().makeSendCount()).as("begins again").isZero();
        CensusDifference difference = CensusDifference.between(before, after);
        if (after.find(name).portNumber() == 0) {
          assertThat(difference.changes(CensusChange.Kind.GONE))
              .singleElement()
              .extracting(CensusChange::reuse)
              .isEqualTo("the make-send count was 1");
        } else {
          assertThat(difference.changes()).isEmpty();
        }
        assertThat(difference.growth()).isZero();
      }
    }
  }

  private static Mach simulated(KernelGeneration generation) {
    KernelConfiguration configuration =
        KernelConfiguration.builder().generation(generation).build();
    return Mach.of(SimulatedKernel.create(configuration).createTask("one").library(), "mach-sim");
  }

  @Test
  void placesAreCountedByWhatIsHeldAndTheRestIsNotHidden() {
    CensusDifference difference =
        CensusDifference.between(
            Entries.census(Entries.send(NAME, 3).held(1, "A").held(2, "A").make()),
            Entries.census(
                Entries.send(NAME, 9).held(2, "A").held(3, "B").held(4, "B").held(5, "C").make()));
    assertThat(difference.sites())
        .extracting(SiteGrowth::toString)
        .containsExactly("+2 SendRight at B", "+1 SendRight at C", "-1 SendRight at A");
    assertThat(difference.growth()).isEqualTo(6);
    assertThat(difference.unaccounted()).isEqualTo(4);
  }

  @Test
  void aCensusSaysHowMuchItsLedgerWroteDown() {
    assertThat(Census.take(mach).account()).as("no ledger").isNull();
    Instant before = Instant.now();
    Ledger ledger = Ledger.on(mach, LedgerLevel.SAMPLED);
    ledger.setSampling(7);
    LedgerAccount sampled = Census.take(mach, ledger).account();
    assertThat(sampled).hasToString("SAMPLED, one right in 7");
    assertThat(sampled.level()).isEqualTo(LedgerLevel.SAMPLED);
    assertThat(sampled.sampling()).isEqualTo(7);
    assertThat(sampled.since()).isBetween(before, Instant.now());
    ledger.setLevel(LedgerLevel.SAMPLED);
    assertThat(Census.take(mach, ledger).account()).as("no change").isEqualTo(sampled);
    ledger.setLevel(LedgerLevel.ALL);
    LedgerAccount all = Census.take(mach, ledger).account();
    assertThat(all).hasToString("ALL");
    assertThat(all.since()).isBetween(sampled.since(), Instant.now());
  }

  @Test
  void whatWasAcquiredWhileTheLedgerWasNotTheObserverIsInNoCountAndTheCensusesSaySo() {
    Ledger ledger = Ledger.on(mach);
    Census before = Census.take(mach, ledger);
    assertThat(ledger.account()).isEqualTo(before.account());
    mach.observe(null);
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      mach.observe(ledger);
      Census after = Census.take(mach, ledger);
      assertThat(ledger.held(port.name())).isEmpty();
      assertThat(after.account()).hasToString("ALL").isNotEqualTo(before.account());
      assertThat(CensusDifference.between(before, after).basis()).isEqualTo(SiteBasis.SAMPLES);
    }
  }

  @Test
  void howMuchALedgerHasThatIsNotTheObserverIsNotKnown() {
    Ledger ledger = Ledger.on(mach);
    Census before = Census.take(mach, ledger);
    try (ReceiveRight known = ReceiveRight.allocate(mach)) {
      Ledger other = Ledger.on(mach);
      try (ReceiveRight port = ReceiveRight.allocate(mach)) {
        Census after = Census.take(mach, ledger);
        assertThat(after.account()).isNull();
        assertThat(after.find(known.name()).holdings()).hasSize(1);
        assertThat(after.find(port.name()).holdings()).isEmpty();
        assertThat(CensusDifference.between(before, after).basis()).isEqualTo(SiteBasis.UNKNOWN);
        assertThat(Census.take(mach, other).account()).isEqualTo(other.account());
      }
    }
  }

  @Test
  void atSampledThePlacesAreSamplesAndTheTextSaysSo() {
    Ledger ledger = Ledger.on(mach, LedgerLevel.SAMPLED, () -> 3);
    List<ThreadPort> held = new ArrayList<>();
    Census before = Census.take(mach, ledger);
    for (int i = 0; i < 9; i++) {
      held.add(ThreadPort.adoptUnchecked(mach, Raw.newThreadPort(kernel)));
    }
    CensusDifference difference = CensusDifference.between(before, Census.take(mach, ledger));
    assertThat(difference.growth()).isEqualTo(9);
    assertThat(difference.sites()).singleElement().extracting(SiteGrowth::growth).isEqualTo(3);
    assertThat(difference.basis()).isEqualTo(SiteBasis.SAMPLES);
    assertThat(difference.toString())
        .contains("\n  the places are samples, which differ by chance:\n  +3 ThreadPort at ")
        .doesNotContain("places unknown");
    held.forEach(ThreadPort::close);
  }

  @Test
  void placesAreCountsOnlyIfTheLedgerWasAtAllFromOneCensusToTheOther() {
    Ledger ledger = Ledger.on(mach);
    Census first = Census.take(mach, ledger);
    Census second = Census.take(mach, ledger);
    assertThat(CensusDifference.between(first, second).basis()).isEqualTo(SiteBasis.COUNTS);
    assertThat(CensusDifference.between(first, Census.take(mach)).basis())
        .isEqualTo(SiteBasis.UNKNOWN);
    assertThat(CensusDifference.between(Census.take(mach), first).basis())
        .isEqualTo(SiteBasis.UNKNOWN);
    LedgerAccount all = second.account();
    for (LedgerLevel level : LedgerLevel.values()) {
      Census other = Entries.census(new LedgerAccount(level, 1024, all.since()));
      SiteBasis basis = level == LedgerLevel.ALL ? SiteBasis.COUNTS : SiteBasis.SAMPLES;
      assertThat(CensusDifference.between(first, other).basis()).isEqualTo(basis);
      assertThat(CensusDifference.between(other, first).basis()).isEqualTo(basis);
    }
    Census later =
        Entries.census(new LedgerAccount(LedgerLevel.ALL, 1024, all.since().plusNanos(1)));
    assertThat(CensusDifference.between(first, later).basis())
        .as("at another level meanwhile, or another ledger")
        .isEqualTo(SiteBasis.SAMPLES);
  }

  @Test
  void ofPlacesThatAreCountsTheTextSaysNothing() {
    Census before = Entries.census(ALL, Entries.send(NAME, 1).held(1, "A").make());
    Census after = Entries.census(ALL, Entries.send(NAME, 2).held(1, "A").held(2, "B").make());
    assertThat(CensusDifference.between(before, after).toString()).doesNotContain("the places are");
  }

  @Test
  void moreReferencesThanAnIntCanCountAreCounted() {
    CensusEntry[] entries =
        IntStream.rangeClosed(1, 40_000)
            .mapToObj(name -> Entries.send(name, 65_534).make())
            .toArray(CensusEntry[]::new);
    CensusDifference difference =
        CensusDifference.between(Entries.census(), Entries.census(entries));
    long sum = 40_000L * 65_534;
    assertThat(difference.growth()).isEqualTo(sum);
    assertThat(difference.unaccounted()).isEqualTo(sum);
    assertThat(difference.toString()).startsWith("+2621360000 references");
    CensusDifference back = CensusDifference.between(Entries.census(entries), Entries.census());
    assertThat(back.growth()).isEqualTo(-sum);
    assertThat(back.unaccounted()).isEqualTo(-sum);
  }

  @Test
  void whatIsHeldOfAPeggedNameIsNoLossOfPlacesUnknown() {
    // In a kernel of its own: a pegged name stays.
    Mach one = simulated(KernelGeneration.XNU_11417);
    Ledger ledger = Ledger.on(one);
    try (ReceiveRight port = ReceiveRight.allocate(one);
        SendRight send = port.makeSend()) {
      one.library()
          .mach_port_mod_refs(
              one.taskSelf(), port.name(), MACH_PORT_RIGHT_SEND, IpcSpace.MAX_USER_REFERENCES - 1);
      Census before = Census.take(one, ledger);
      List<SendRight> more = List.of(send.copy(), send.copy());
      CensusDifference difference = CensusDifference.between(before, Census.take(one, ledger));
      assertThat(one.space().references(port.name(), Right.SEND))
          .isEqualTo(IpcSpace.MAX_USER_REFERENCES);
      assertThat(difference.growth()).isZero();
      assertThat(difference.sites()).extracting(SiteGrowth::growth).containsExactly(2);
      assertThat(difference.unaccounted()).isZero();
      assertThat(difference.pegged()).isEqualTo(1);
      assertThat(difference.toString())
          .contains("  pegged names, whose growth nobody knows: 1\n")
          .doesNotContain("places unknown");
      more.forEach(SendRight::close);
    }
  }

  @Test
  void aNameThatMovedIsCountedApartAndStaysAmongThePlaces() {
    Entries one = Entries.send(NAME, 1);
    Entries moved = Entries.send(NAME, 4).held(1, "A").held(2, "A").changed();
    for (CensusDifference difference :
        List.of(
            between(one.make(), moved.make()),
            between(moved.make(), one.make()),
            between(null, moved.make()),
            between(moved.make(), null))) {
      assertThat(difference.unaccounted()).isZero();
      assertThat(difference.moved()).isEqualTo(1);
      assertThat(difference.pegged()).isZero();
      assertThat(difference.changes()).hasSize(1);
      assertThat(difference.sites()).hasSize(1);
    }
    CensusEntry pegged = Entries.send(NAME, IpcSpace.MAX_USER_REFERENCES).changed().make();
    assertThat(between(one.make(), pegged).moved()).as("counted once").isZero();
    assertThat(between(one.make(), pegged).pegged()).isEqualTo(1);
  }

  @Test
  void aNameThatIsPeggedOnOneSideIsLeftOut() {
    Entries few = Entries.send(NAME, 3).held(1, "A");
    Entries pegged = Entries.send(NAME, IpcSpace.MAX_USER_REFERENCES).held(1, "A").held(2, "A");
    for (CensusDifference difference :
        List.of(
            between(few.make(), pegged.make()),
            between(pegged.make(), few.make()),
            between(null, pegged.make()),
            between(pegged.make(), null))) {
      assertThat(difference.unaccounted()).isZero();
      assertThat(difference.pegged()).isEqualTo(1);
    }
    assertThat(between(few.make(), null).unaccounted()).isEqualTo(-2);
    assertThat(between(few.make(), null).pegged()).isZero();
  }

  @Test
  void namesThatComeAndGoWithNothingElseKnown() {
    assertThat(between(null, Entries.send(NAME, 2).make()).changes())
        .singleElement()
        .hasToString("NEW 0x1203 +2: nothing, then SEND 2, plain port");
    assertThat(between(Entries.send(NAME, 2).make(), null).changes())
        .singleElement()
        .hasToString("GONE 0x1203 -2: SEND 2, then nothing, plain port");
  }
}
