package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_PORT_DESTROYED;
import static org.machapi.raw.PortConstants.MACH_PORT_QLIMIT_DEFAULT;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.FatalGuardError;
import org.machapi.sim.KernelConfiguration;

@Tag("kernel")
@Timeout(60)
class ReceiveRightTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @Test
  void allocateMakesAGuardedPortWithoutSendRights() {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      assertThat(kernel.type(right.name())).hasToString("RECEIVE");
      assertThat(right.status().isGuarded()).isTrue();
      assertThat(right.status().hasSendRights()).isFalse();
      assertThat(right.kernelObject()).isEqualTo(KernelObject.NONE);
    }
  }

  @Test
  void codeThatMerelyHasTheNumberCannotDestroyThePort() {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      // mach_port_deallocate never frees a receive right.
      assertThat(kernel.raw().mach_port_deallocate(kernel.self(), right.name()))
          .isEqualTo(KERN_INVALID_RIGHT);
      assertThatExceptionOfType(FatalGuardError.class)
          .isThrownBy(() -> kernel.destroyReceiveRight(right.name()));
      assertThatExceptionOfType(FatalGuardError.class)
          .isThrownBy(
              () -> kernel.raw().mach_port_destruct(kernel.self(), right.name(), 0, 0x1234));
      assertThat(kernel.type(right.name()).has(Right.RECEIVE)).isTrue();
    }
  }

  @Test
  void twoPortsHaveDifferentGuards() {
    ReceiveRight.allocate(mach).close();
    ReceiveRight.allocate(mach).close();
    List<RecordingLibrary.Call> calls = kernel.calls().calls("mach_port_construct");
    assertThat(calls.get(0).arguments().get(2)).isNotEqualTo(calls.get(1).arguments().get(2));
    assertThat(calls).extracting(call -> call.arguments().get(2)).doesNotContain(0L);
  }

  @Test
  void anAllocationThatFailsMakesNothing() {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("mach_port_construct", KERN_RESOURCE_SHORTAGE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ReceiveRight.allocate(mach))
        .withMessageContaining("mach_port_construct: KERN_RESOURCE_SHORTAGE (6): ")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_RESOURCE_SHORTAGE));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aFullPortSpaceIsAnErrorAndNotACrash() {
    TestKernel small = TestKernel.create(KernelConfiguration.builder().maximumNames(20).build());
    SortedMap<Integer, String> before = small.snapshot();
    List<ReceiveRight> rights = new ArrayList<>();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(
            () -> {
              while (rights.size() < 30) {
                rights.add(ReceiveRight.allocate(small.mach()));
              }
            })
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_construct"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_NO_SPACE));
    assertThat(rights).isNotEmpty();
    rights.forEach(ReceiveRight::close);
    assertThat(small.snapshot()).isEqualTo(before);
  }

  @Test
  void closeDestroysThePortAndSendRightsToItBecomeDeadNames() {
    ReceiveRight right = ReceiveRight.allocate(mach);
    SendRight send = right.makeSend();
    SendOnceRight once = right.makeSendOnce();
    right.close();
    assertThat(send.isDead()).isTrue();
    assertThat(kernel.references(send.name(), Right.DEAD_NAME)).isEqualTo(1);
    assertThat(once.type().has(Right.DEAD_NAME)).isTrue();
    send.close();
    once.close();
    assertThat(kernel.snapshot()).containsOnlyKeys(kernel.self());
  }

  @Test
  void makeSendAddsOneReferenceUnderTheSameNameAndCounts() {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      SendRight first = right.makeSend();
      SendRight second = right.makeSend();
      assertThat(first.name()).isEqualTo(right.name());
      assertThat(kernel.references(right.name(), Right.SEND)).isEqualTo(2);
      assertThat(right.status().makeSendCount()).isEqualTo(2);
      assertThat(right.status().hasSendRights()).isTrue();
      first.close();
      assertThat(kernel.references(right.name(), Right.SEND)).isEqualTo(1);
      second.close();
      assertThat(kernel.type(right.name())).hasToString("RECEIVE");
      assertThat(right.status().hasSendRights()).isFalse();
    }
  }

  @Test
  void aSendRightThatCannotBeMadeLeavesNothingBehind() {
    ReceiveRight right = ReceiveRight.allocate(mach);
    int name = right.name();
    kernel.calls().fail("mach_port_insert_right", KERN_RESOURCE_SHORTAGE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(right::makeSend)
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_insert_right"));
    assertThat(kernel.type(name)).hasToString("RECEIVE");
    right.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void makeSendOnceGivesANameOfItsOwn() {
    try (ReceiveRight right = ReceiveRight.allocate(mach)) {
      SendOnceRight once = right.makeSendOnce();
      assertThat(once.name()).isNotEqualTo(right.name());
      assertThat(kernel.type(once.name())).hasToString("SEND_ONCE");
      assertThat(right.status().sendOnceRights()).isEqualTo(1);
      int name = once.name();
      once.close();
      assertThat(kernel.type(name).bits()).isZero();
      // The notification that no message will come.
      assertThat(right.status().queuedMessages()).isEqualTo(1);
    }
  }

  @Test
  void aSendOnceRightThatCannotBeMadeLeavesNothingBehind() {
    ReceiveRight right = ReceiveRight.allocate(mach);
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("mach_port_extract_right", KERN_RESOURCE_SHORTAGE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(right::makeSendOnce)
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_extract_right"));
    assertThat(kernel.snapshot()).isEqualTo(before);
    kernel.calls().clear();
    right.close();
    assertThat(kernel.calls().routines()).containsExactly("mach_port_destruct");
  }

  @Test
  void statusTellsTheStateOfPortAndQueue() {
    int name = kernel.newReceiveRight();
    kernel.makeSend(name);
    requestNotification(name, MACH_NOTIFY_NO_SENDERS, 1);
    requestNotification(name, MACH_NOTIFY_PORT_DESTROYED, 0);
    TestKernel.expectSuccess(
        "mach_port_set_seqno", kernel.raw().mach_port_set_seqno(kernel.self(), name, 7));
    try (ReceiveRight right = ReceiveRight.adopt(mach, name)) {
      ReceiveStatus status = right.status();
      assertThat(status.sequenceNumber()).isEqualTo(7);
      assertThat(status.makeSendCount()).isEqualTo(1);
      assertThat(status.queueLimit()).isEqualTo(MACH_PORT_QLIMIT_DEFAULT);
      assertThat(status.queuedMessages()).isZero();
      assertThat(status.sendOnceRights()).isZero();
      assertThat(status.hasSendRights()).isTrue();
      assertThat(status.hasNoSendersRequest()).isTrue();
      assertThat(status.hasPortDestroyedRequest()).isTrue();
      assertThat(status.isGuarded()).isTrue();
      assertThat(status.isImmovable()).isFalse();
    }
  }

  private void requestNotification(int name, int id, int sync) {
    int receiver = kernel.newReceiveRight();
    TestKernel.expectSuccess(
        "mach_port_request_notification",
        kernel
            .raw()
            .mach_port_request_notification(
                kernel.self(),
                name,
                id,
                sync,
                receiver,
                MACH_MSG_TYPE_MAKE_SEND_ONCE,
                NativeBuffer.allocate(4).pointer()));
  }

  @Test
  void relinquishLeavesTheRightToTheCallerWithoutGuard() {
    ReceiveRight right = ReceiveRight.allocate(mach);
    int name = right.name();
    assertThat(right.relinquish()).isEqualTo(name);
    // Would be fatal if it were still guarded.
    kernel.destroyReceiveRight(name);
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void relinquishThatFailsLeavesTheRightToTheObject() {
    ReceiveRight right = ReceiveRight.allocate(mach);
    int name = right.name();
    kernel.calls().fail("mach_port_unguard", KERN_INVALID_ARGUMENT);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(right::relinquish)
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_unguard"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
    assertThat(right.name()).isEqualTo(name);
    assertThat(right.status().isGuarded()).isTrue();
    right.close();
    assertThat(kernel.type(name).bits()).isZero();
  }
}
