package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TRAILER_AUDIT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TRAILER_SENDER;

import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;

@Tag("kernel")
@Timeout(60)
class PortSetTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @Test
  void allocateMakesAnEmptySet() {
    try (PortSet set = PortSet.allocate(mach)) {
      assertThat(kernel.type(set.name())).hasToString("PORT_SET");
      assertThat(kernel.membersOf(set.name())).isEmpty();
      assertThat(set.members()).isEmpty();
      assertThat(set.mach()).isSameAs(mach);
    }
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void ifItCannotBeAllocatedNothingIsOwned() {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("mach_port_allocate", KERN_NO_SPACE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> PortSet.allocate(mach))
        .withMessageStartingWith("mach_port_allocate: KERN_NO_SPACE (3): ");
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void membersAreAddedAndTakenOutAndTheKernelSaysSo() {
    try (PortSet set = PortSet.allocate(mach);
        ReceiveRight first = ReceiveRight.allocate(mach);
        ReceiveRight second = ReceiveRight.allocate(mach)) {
      assertThat(set.add(first)).isTrue();
      assertThat(set.add(second)).isTrue();
      assertThat(kernel.membersOf(set.name()))
          .containsExactlyInAnyOrder(first.name(), second.name());
      assertThat(set.members())
          .containsExactly(IntStream.of(first.name(), second.name()).sorted().toArray());
      assertThat(set.contains(first)).isTrue();
      set.remove(first);
      assertThat(set.contains(first)).isFalse();
      assertThat(kernel.membersOf(set.name())).containsExactly(second.name());
      // Membership owns nothing.
      assertThat(kernel.type(first.name())).hasToString("RECEIVE");
    }
  }

  @Test
  void toAddAMemberAgainOrTakeOutWhatIsNoneChangesNothing() {
    try (PortSet set = PortSet.allocate(mach);
        ReceiveRight port = ReceiveRight.allocate(mach)) {
      set.remove(port);
      assertThat(set.add(port)).isTrue();
      assertThat(set.add(port)).isFalse();
      assertThat(kernel.membersOf(set.name())).containsExactly(port.name());
      set.remove(port);
      set.remove(port);
      assertThat(kernel.membersOf(set.name())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPortMayBeInSeveralSetsAndLeavesOneOfThem(KernelGeneration generation) {
    TestKernel its =
        TestKernel.create(KernelConfiguration.builder().generation(generation).build());
    try (PortSet first = PortSet.allocate(its.mach());
        PortSet second = PortSet.allocate(its.mach());
        ReceiveRight port = ReceiveRight.allocate(its.mach())) {
      first.add(port);
      second.add(port);
      second.remove(port);
      assertThat(its.membersOf(first.name())).containsExactly(port.name());
      assertThat(its.membersOf(second.name())).isEmpty();
    }
  }

  @Test
  void closeDestroysTheSetAndNoMember() {
    ReceiveRight port = ReceiveRight.allocate(mach);
    SortedMap<Integer, String> before = kernel.snapshot();
    PortSet set = PortSet.allocate(mach);
    set.add(port);
    kernel.calls().clear();
    set.close();
    assertThat(kernel.calls().routines()).containsExactly("mach_port_mod_refs");
    assertThat(kernel.snapshot()).isEqualTo(before);
    port.close();
  }

  @Test
  void aMemberThatIsClosedLeavesTheSet() {
    try (PortSet set = PortSet.allocate(mach)) {
      ReceiveRight port = ReceiveRight.allocate(mach);
      set.add(port);
      port.close();
      assertThat(set.members()).isEmpty();
      try (ReceiveRight next = ReceiveRight.allocate(mach)) {
        assertThat(set.add(next)).isTrue();
      }
    }
  }

  @Test
  void thePortByWhichASetIsWokenIsNotShownAndGoesWithIt() throws Exception {
    SortedMap<Integer, String> before = kernel.snapshot();
    PortSet set = PortSet.allocate(mach);
    waitInterrupted(set);
    assertThat(kernel.membersOf(set.name())).hasSize(1);
    assertThat(set.members()).isEmpty();
    // One serves all waits.
    waitInterrupted(set);
    assertThat(kernel.membersOf(set.name())).hasSize(1);
    set.close();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  private static void waitInterrupted(PortSet set) throws Exception {
    Threads.Running<Integer> waiting =
        Threads.start(
            () -> set.receive(NativeBuffer.allocate(256), MACH_RCV_TRAILER_AUDIT << 24, MAX));
    waiting.awaitStop();
    waiting.thread().interrupt();
    waiting.await();
  }

  private static final long MAX = Long.MAX_VALUE;

  @Test
  void ifThePortByWhichItIsWokenCannotBeMadeNobodyWaitsAndNothingIsLeft() {
    try (PortSet set = PortSet.allocate(mach)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      kernel.calls().fail("mach_port_insert_member", KERN_RESOURCE_SHORTAGE);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(
              () -> set.receive(NativeBuffer.allocate(256), MACH_RCV_TRAILER_AUDIT << 24, MAX))
          .withMessageStartingWith("mach_port_insert_member: KERN_RESOURCE_SHORTAGE");
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void relinquishLeavesTheSetToTheCallerWithItsMembersAndNothingElse() throws Exception {
    ReceiveRight port = ReceiveRight.allocate(mach);
    PortSet set = PortSet.allocate(mach);
    set.add(port);
    waitInterrupted(set);
    int name = set.relinquish();
    assertThat(kernel.membersOf(name)).containsExactly(port.name());
    set.close();
    assertThat(kernel.type(name)).hasToString("PORT_SET");
    try (PortSet again = PortSet.adopt(mach, name)) {
      assertThat(again.contains(port)).isTrue();
    }
    assertThat(kernel.type(name).bits()).isZero();
    assertThat(kernel.type(port.name())).hasToString("RECEIVE");
  }

  @Test
  void adoptRefusesWhatIsNoSetAndReleasesNothing() {
    int receive = kernel.newReceiveRight();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> PortSet.adopt(mach, receive))
        .withMessageContaining("which is not a port set")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_RIGHT));
    assertThat(kernel.type(receive)).hasToString("RECEIVE");
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> PortSet.adopt(mach, 0x7777))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
  }

  @Test
  void failuresNameTheRoutineAndChangeNothing() {
    try (PortSet set = PortSet.allocate(mach);
        ReceiveRight port = ReceiveRight.allocate(mach)) {
      kernel.calls().fail("mach_port_insert_member", KERN_INVALID_RIGHT);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> set.add(port))
          .withMessageStartingWith("mach_port_insert_member: KERN_INVALID_RIGHT");
      kernel.calls().fail("mach_port_extract_member", KERN_INVALID_RIGHT);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> set.remove(port))
          .withMessageStartingWith("mach_port_extract_member: KERN_INVALID_RIGHT");
      kernel.calls().fail("mach_port_get_set_status", KERN_RESOURCE_SHORTAGE);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(set::members)
          .withMessageStartingWith("mach_port_get_set_status: KERN_RESOURCE_SHORTAGE");
    }
  }

  @Test
  void thePortOfAnotherKernelIsNoMember() {
    TestKernel other = TestKernel.create();
    try (PortSet set = PortSet.allocate(mach);
        ReceiveRight foreign = ReceiveRight.allocate(other.mach())) {
      assertThat(set.contains(foreign)).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> set.add(foreign));
      assertThatIllegalArgumentException().isThrownBy(() -> set.remove(foreign));
      assertThat(kernel.membersOf(set.name())).isEmpty();
    }
  }

  @Test
  void theMemoryForTheMembersIsGivenBack() {
    try (PortSet set = PortSet.allocate(mach);
        ReceiveRight port = ReceiveRight.allocate(mach)) {
      set.add(port);
      long mapped = kernel.task().mappedBytes();
      assertThat(set.members()).hasSize(1);
      assertThat(set.contains(port)).isTrue();
      assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    }
  }

  @Test
  void receivingIntoMemoryNeedsRoomAndTheAuditToken() {
    try (PortSet set = PortSet.allocate(mach)) {
      kernel.calls().clear();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> set.receive(NativeBuffer.allocate(256), MACH_RCV_TRAILER_SENDER << 24, 0))
          .withMessageContaining("audit token");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> set.receive(NativeBuffer.allocate(91), MACH_RCV_TRAILER_AUDIT << 24, 0))
          .withMessageContaining("91 bytes");
      assertThat(kernel.calls().calls()).isEmpty();
      assertThat(set.receive(NativeBuffer.allocate(92), MACH_RCV_TRAILER_AUDIT << 24, 0))
          .isEqualTo(MACH_RCV_TIMED_OUT);
    }
  }
}
