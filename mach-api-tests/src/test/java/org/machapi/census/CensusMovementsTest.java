package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.RecordingLibrary;
import org.machapi.Right;
import org.machapi.TestKernel;

/** What happens while a census looks, the census says. */
@Tag("kernel")
@Timeout(60)
class CensusMovementsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  /** Does something at the first question about a single name. */
  private Census takeWhile(RecordingLibrary.Action action) {
    AtomicInteger calls = new AtomicInteger();
    kernel
        .calls()
        .before(
            "mach_port_kobject",
            () -> {
              if (calls.getAndIncrement() == 0) {
                action.run();
              }
            });
    Census census = Census.take(mach);
    kernel.calls().restore("mach_port_kobject");
    return census;
  }

  private static NameMovement movement(Census census, int name) {
    return census.movements().stream()
        .filter(movement -> movement.name() == name)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingMovesWhereNobodyMovesIt() {
    Census census = Census.take(mach);
    assertThat(census.movements()).isEmpty();
    assertThat(census.vanished()).isZero();
    assertThat(census.changed()).isZero();
    assertThat(census.toString()).contains(" 0 moved");
  }

  @Test
  void aNameThatVanishesIsLeftOutAndToldOf() {
    int name = kernel.newReceiveRight();
    Census census = takeWhile(() -> kernel.destroyReceiveRight(name));
    assertThat(census.find(name)).isNull();
    assertThat(census.vanished()).isEqualTo(1);
    NameMovement movement = movement(census, name);
    assertThat(movement.kind()).isEqualTo(NameMovement.Kind.VANISHED);
    assertThat(movement.before().has(Right.RECEIVE)).isTrue();
    assertThat(movement.after()).isNull();
    assertThat(movement.toString()).contains("VANISHED: RECEIVE 0, then nothing");
  }

  @Test
  void aNameThatAppearsIsToldOf() {
    int[] name = new int[1];
    Census census = takeWhile(() -> name[0] = kernel.newReceiveRight());
    assertThat(census.find(name[0])).isNull();
    assertThat(movement(census, name[0]).kind()).isEqualTo(NameMovement.Kind.APPEARED);
    kernel.destroyReceiveRight(name[0]);
  }

  @Test
  void aCountThatChangesMarksTheEntryWhichHasTheFirstOne() {
    int name = kernel.newReceiveRight();
    kernel.makeSend(name);
    Census census = takeWhile(() -> kernel.addSendReferences(name, 4));
    CensusEntry entry = census.find(name);
    assertThat(entry.isChanged()).isTrue();
    assertThat(entry.references()).containsEntry(Right.SEND, 1);
    NameMovement movement = movement(census, name);
    assertThat(movement.referencesBefore()).isEqualTo(1);
    assertThat(movement.referencesAfter()).isEqualTo(5);
    assertThat(census.changed()).isEqualTo(1);
    assertThat(census.find(mach.taskSelf()).isChanged()).isFalse();
    assertThat(kernel.raw().mach_port_destroy(kernel.self(), name)).isZero();
  }

  @Test
  void aPortThatDiesInBetweenIsAChange() {
    int name = kernel.newReceiveRight();
    kernel.makeSend(name);
    Census census = takeWhile(() -> kernel.destroyReceiveRight(name));
    assertThat(census.find(name).isChanged()).isTrue();
    assertThat(movement(census, name).after().has(Right.DEAD_NAME)).isTrue();
    kernel.deallocate(name);
  }

  @Test
  void aNameThatIsFreedAndGivenOutAgainIsNotTakenForTheSame() {
    int name = kernel.newReceiveRight();
    int[] other = new int[1];
    Census census =
        takeWhile(
            () -> {
              kernel.destroyReceiveRight(name);
              other[0] = kernel.newReceiveRight();
            });
    assertThat(other[0]).as("the same slot, another generation").isNotEqualTo(name);
    assertThat(census.find(name)).isNull();
    assertThat(movement(census, other[0]).kind()).isEqualTo(NameMovement.Kind.APPEARED);
    kernel.destroyReceiveRight(other[0]);
  }

  @Test
  void withoutASecondLookTheEntriesStayAndSayWhatWasRefused() {
    int name = kernel.newReceiveRight();
    AtomicInteger looks = new AtomicInteger();
    kernel
        .calls()
        .on(
            "mach_port_space_info",
            (arguments, rest) ->
                looks.getAndIncrement() == 0 ? rest.call() : KERN_RESOURCE_SHORTAGE);
    kernel.calls().fail("mach_port_get_context", KERN_INVALID_NAME);
    Census census = Census.take(mach);
    assertThat(census.unread())
        .containsExactly("mach_port_space_info: KERN_RESOURCE_SHORTAGE (6) (the second time)");
    CensusEntry entry = census.find(name);
    assertThat(entry.unread()).containsExactly("mach_port_get_context: KERN_INVALID_NAME (15)");
    assertThat(entry.receive().context()).as("not told, and not 0").isNull();
    assertThat(entry.receive().queueLimit()).isEqualTo(5);
    kernel.destroyReceiveRight(name);
  }

  /** Has the kernel answer to a question of a name as if it were free at that moment. */
  private Census takeWhileFree(String routine, int name) {
    kernel
        .calls()
        .on(
            routine,
            (arguments, rest) -> (int) arguments.get(1) == name ? KERN_INVALID_NAME : rest.call());
    Census census = Census.take(mach);
    kernel.calls().restore(routine);
    return census;
  }

  private static void assertWasFreeMeanwhile(Census census, int name, String routine) {
    CensusEntry entry = census.find(name);
    assertThat(entry.isDead()).isFalse();
    assertThat(entry.isChanged()).isTrue();
    assertThat(entry.unread()).contains(routine + ": KERN_INVALID_NAME (15)");
    NameMovement movement = movement(census, name);
    assertThat(movement.kind()).isEqualTo(NameMovement.Kind.CHANGED);
    assertThat(movement.toString()).endsWith(" again");
  }

  @Test
  void aSendRightWhoseNameWasFreeForAMomentIsNotDead() {
    int name = kernel.remotePort().name();
    Census census = takeWhileFree("mach_port_kobject", name);
    assertWasFreeMeanwhile(census, name, "mach_port_kobject");
    assertThat(census.find(name).references()).isEqualTo(Raw.references(kernel, name));
    assertThat(census.find(name).standsFor().kind()).isEqualTo(PortKind.UNKNOWN);
    kernel.deallocate(name);
  }

  @Test
  void aReceiveRightOrSetWhoseNameWasFreeForAMomentIsMarked() {
    int port = kernel.newReceiveRight();
    for (String routine :
        List.of(
            "mach_port_kobject",
            "mach_port_get_attributes",
            "mach_port_get_context",
            "mach_port_dnrequest_info")) {
      assertWasFreeMeanwhile(takeWhileFree(routine, port), port, routine);
    }
    kernel.destroyReceiveRight(port);
    int set = kernel.newPortSet();
    assertWasFreeMeanwhile(
        takeWhileFree("mach_port_get_set_status", set), set, "mach_port_get_set_status");
    kernel.destroyPortSet(set);
  }

  @Test
  void aDeadNameThatIsFreedAtTheEndIsMarkedAndHasTheFirstCount() {
    int name = kernel.newDeadName();
    AtomicInteger calls = new AtomicInteger();
    kernel
        .calls()
        .on(
            "mach_port_get_refs",
            (arguments, rest) -> {
              if ((int) arguments.get(1) == name && calls.getAndIncrement() == 0) {
                kernel.deallocate(name);
              }
              return rest.call();
            });
    Census census = Census.take(mach);
    kernel.calls().restore("mach_port_get_refs");
    CensusEntry entry = census.find(name);
    assertThat(entry.isDead()).isTrue();
    assertThat(entry.isChanged()).isTrue();
    assertThat(entry.references()).isEqualTo(Map.of(Right.DEAD_NAME, 1));
    assertThat(entry.unread()).containsExactly("mach_port_get_refs: KERN_INVALID_NAME (15)");
    assertThat(movement(census, name).kind()).isEqualTo(NameMovement.Kind.CHANGED);
  }

  @Test
  void aNameThatIsDeadAndCannotBeCountedStaysDead() {
    int name = kernel.newDeadName();
    kernel.calls().fail("mach_port_get_refs", KERN_RESOURCE_SHORTAGE);
    CensusEntry entry = Census.take(mach).find(name);
    kernel.calls().restore("mach_port_get_refs");
    assertThat(entry.isDead()).isTrue();
    assertThat(entry.isChanged()).isFalse();
    assertThat(entry.unread()).containsExactly("mach_port_get_refs: KERN_RESOURCE_SHORTAGE (6)");
    kernel.deallocate(name);
  }

  @Test
  void whatCannotBeReadIsNotZero() {
    int name = kernel.newReceiveRight();
    kernel.calls().fail("mach_port_get_attributes", KERN_RESOURCE_SHORTAGE);
    kernel.calls().fail("mach_port_kobject", KERN_RESOURCE_SHORTAGE);
    CensusEntry entry = Census.take(mach).find(name);
    assertThat(entry.receive()).isNull();
    assertThat(entry.standsFor().kind()).isEqualTo(PortKind.UNKNOWN);
    assertThat(entry.unread())
        .containsExactly(
            "mach_port_kobject: KERN_RESOURCE_SHORTAGE (6)",
            "mach_port_get_attributes: KERN_RESOURCE_SHORTAGE (6)");
    kernel.destroyReceiveRight(name);
  }

  @Test
  void withoutTheFirstLookThereIsNoCensus() {
    kernel.calls().fail("mach_port_space_info", KERN_RESOURCE_SHORTAGE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> Census.take(mach))
        .matches(e -> e.routine().equals("mach_port_space_info"))
        .matches(e -> e.kernReturn().code() == KERN_RESOURCE_SHORTAGE);
  }
}
