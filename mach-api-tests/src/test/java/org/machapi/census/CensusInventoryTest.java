package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.DeadName;
import org.machapi.HostPort;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.ReceiveStatus;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.TaskNamePort;
import org.machapi.TaskPort;
import org.machapi.TestKernel;
import org.machapi.ThreadPort;
import org.machapi.notification.NotificationPort;
import org.machapi.notification.NotificationRequest;

/** A program with a known inventory: the census has all of it, with the kernel's own numbers. */
@Tag("kernel")
@Timeout(60)
class CensusInventoryTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  private CensusEntry entry(int name) {
    CensusEntry entry = Census.take(mach).find(name);
    assertThat(entry).as("0x%x", name).isNotNull();
    assertThat(entry.unread()).isEmpty();
    assertThat(entry.isChanged()).isFalse();
    return entry;
  }

  @Test
  void twentyReceiveRightsAreTwentyPlainPortsWithTheKernelsOwnNumbers() {
    List<Integer> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int name = kernel.newReceiveRight();
      names.add(name);
      for (int j = 0; j < i; j++) {
        kernel.makeSend(name);
      }
    }
    Census census = Census.take(mach);
    for (int name : names) {
      CensusEntry entry = census.find(name);
      assertThat(entry.standsFor().kind()).isEqualTo(PortKind.PLAIN_PORT);
      assertThat(entry.references()).isEqualTo(Raw.references(kernel, name));
      ReceiveStatus status = Raw.status(kernel, name);
      ReceiveState state = entry.receive();
      assertThat(state.makeSendCount()).isEqualTo(status.makeSendCount());
      assertThat(state.queueLimit()).isEqualTo(status.queueLimit()).isEqualTo(5);
      assertThat(state.hasSendRights()).isEqualTo(status.hasSendRights());
      assertThat(state.sequenceNumber()).isEqualTo(status.sequenceNumber());
      assertThat(state.flags()).isEqualTo(status.flags()).isZero();
      assertThat(state.context()).isZero();
      assertThat(state.requests()).isZero();
    }
    assertThat(census.find(names.get(7)).totalReferences()).isEqualTo(8);
    names.forEach(name -> assertThat(kernel.raw().mach_port_destroy(kernel.self(), name)).isZero());
  }

  @Test
  void setsAndMembersKnowEachOther() {
    List<Integer> sets = List.of(kernel.newPortSet(), kernel.newPortSet(), kernel.newPortSet());
    int first = kernel.newReceiveRight();
    int second = kernel.newReceiveRight();
    join(first, sets.get(0));
    join(first, sets.get(1));
    join(second, sets.get(1));
    Census census = Census.take(mach);
    assertThat(census.find(sets.get(0)).members()).containsExactly(first);
    assertThat(census.find(sets.get(1)).members()).containsExactlyInAnyOrder(first, second);
    assertThat(census.find(sets.get(2)).members()).isEmpty();
    assertThat(census.find(first).sets()).containsExactlyInAnyOrder(sets.get(0), sets.get(1));
    assertThat(census.find(second).sets()).containsExactly(sets.get(1));
    assertThat(census.find(sets.get(2)).what()).isEqualTo("port set");
    assertThat(census.find(sets.get(2)).references())
        .isEqualTo(Raw.references(kernel, sets.get(2)));
    kernel.destroyReceiveRight(first);
    kernel.destroyReceiveRight(second);
    sets.forEach(kernel::destroyPortSet);
  }

  private void join(int member, int set) {
    TestKernel.expectSuccess(
        "mach_port_insert_member",
        kernel.raw().mach_port_insert_member(kernel.self(), member, set));
  }

  @Test
  void aGuardIsTheContextAndAStrictOneIsNotTold() {
    int guarded = kernel.newReceiveRight();
    int strict = kernel.newReceiveRight();
    Raw.guard(kernel, guarded, 0x1234_5678_9abcL, false);
    Raw.guard(kernel, strict, 0x42, true);
    ReceiveState first = entry(guarded).receive();
    assertThat(first.isGuarded()).isTrue();
    assertThat(first.isStrictlyGuarded()).isFalse();
    assertThat(first.context()).isEqualTo(0x1234_5678_9abcL);
    assertThat(first.flagsText()).isEqualTo("GUARDED");
    ReceiveState second = entry(strict).receive();
    assertThat(second.isStrictlyGuarded()).isTrue();
    assertThat(second.context()).as("not 0, which it might be").isNull();
    assertThat(second.flagsText()).isEqualTo("GUARDED|STRICT_GUARD");
    kernel.raw().mach_port_destruct(kernel.self(), guarded, 0, 0x1234_5678_9abcL);
    kernel.raw().mach_port_destruct(kernel.self(), strict, 0, 0x42);
  }

  @Test
  void requestsForNotificationsAreShownWhereTheyAre() {
    try (NotificationPort notifications = NotificationPort.allocate(mach);
        ReceiveRight watched = ReceiveRight.allocate(mach);
        SendRight send = watched.makeSend();
        NotificationRequest none = notifications.requestNoSenders(watched, 0)) {
      assertThat(none).isNotNull();
      assertThat(entry(send.name()).requests()).containsExactly(PendingRequest.NO_SENDERS);
      try (NotificationRequest dead = notifications.requestDeadName(send)) {
        assertThat(dead).isNotNull();
        CensusEntry entry = entry(send.name());
        assertThat(entry.requests())
            .containsExactlyInAnyOrder(PendingRequest.NO_SENDERS, PendingRequest.DEAD_NAME);
        assertThat(entry.receive().requests()).isEqualTo(1);
      }
    }
  }

  @Test
  void aDeadNameHasTheReferencesThatGetRefsTells() {
    int allocated = kernel.newDeadName();
    ReceiveRight port = ReceiveRight.allocate(mach);
    try (NotificationPort notifications = NotificationPort.allocate(mach);
        SendRight send = port.makeSend();
        SendRight second = send.copy();
        NotificationRequest request = notifications.requestDeadName(send)) {
      assertThat(request).isNotNull();
      port.close();
      CensusEntry entry = entry(second.name());
      assertThat(entry.what()).isEqualTo("dead");
      assertThat(entry.isDead()).isTrue();
      assertThat(entry.references())
          .as("two of the program, and one of the notification that is on its way")
          .isEqualTo(Raw.references(kernel, second.name()))
          .containsEntry(Right.DEAD_NAME, 3);
    }
    assertThat(entry(allocated).references()).containsEntry(Right.DEAD_NAME, 1);
    kernel.deallocate(allocated);
  }

  @Test
  void kernelObjectsAreShownWithWhatIsKnownOfThem() {
    try (ThreadPort self = ThreadPort.self(mach);
        HostPort host = HostPort.self(mach);
        ReceiveRight port = ReceiveRight.allocate(mach);
        SendOnceRight answer = port.makeSendOnce()) {
      StandsFor task = entry(mach.taskSelf()).standsFor();
      assertThat(task.kind()).isEqualTo(PortKind.OWN_TASK);
      assertThat(task.pid()).isEqualTo(mach.task().pid());
      StandsFor thread = entry(self.name()).standsFor();
      assertThat(thread.kind()).isEqualTo(PortKind.THREAD);
      assertThat(thread.threadId()).isEqualTo(self.threadId());
      assertThat(thread.threadName()).isEqualTo(self.threadName());
      assertThat(thread.isOwnThread()).isTrue();
      assertThat(entry(host.name()).standsFor().kind()).isEqualTo(PortKind.HOST);
      CensusEntry once = entry(answer.name());
      assertThat(once.standsFor().kind()).isEqualTo(PortKind.SEND_ONCE);
      assertThat(once.references()).isEqualTo(Raw.references(kernel, answer.name()));
    }
  }

  @Test
  void fiveHundredLeakedThreadPortsAreFiveHundredEntries() {
    Set<Integer> leaked = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      leaked.add(Raw.newThreadPort(kernel));
    }
    SortedMap<Integer, String> before = kernel.snapshot();
    Census census = Census.take(mach);
    assertThat(census.entries())
        .filteredOn(entry -> leaked.contains(entry.name()))
        .hasSize(500)
        .allSatisfy(
            entry -> {
              assertThat(entry.standsFor().kind()).isEqualTo(PortKind.THREAD);
              assertThat(entry.standsFor().isOwnThread()).isTrue();
              assertThat(entry.totalReferences()).isEqualTo(1);
            })
        .extracting(entry -> entry.standsFor().threadId())
        .doesNotHaveDuplicates();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void theOtherTaskIsShownWithItsProcess() {
    try (TaskPort other = Raw.controlPort(kernel, kernel.otherTask());
        TaskNamePort name = other.namePort()) {
      StandsFor task = entry(other.name()).standsFor();
      assertThat(task.kind()).isEqualTo(PortKind.TASK);
      assertThat(task.pid()).isEqualTo(other.pid()).isNotEqualTo(mach.task().pid());
      assertThat(task).hasToString("task of process " + other.pid());
      assertThat(entry(name.name()).what())
          .isEqualTo("task of process " + other.pid() + ", name port");
    }
  }

  @Test
  void adoptedDeadNamesAreNoDifferent() {
    try (DeadName dead = DeadName.adopt(mach, kernel.newDeadName())) {
      assertThat(entry(dead.name()).standsFor().kind()).isEqualTo(PortKind.DEAD);
    }
  }
}
