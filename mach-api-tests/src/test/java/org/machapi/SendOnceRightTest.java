package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("kernel")
@Timeout(60)
class SendOnceRightTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort port = kernel.remotePort();

  @Test
  void closeOfAnUnusedRightTellsTheReceiverThatNoMessageWillCome() {
    int name = port.grantSendOnce();
    SendOnceRight right = SendOnceRight.adopt(mach, name);
    assertThat(port.receiveId()).isEqualTo(RemotePort.NOTHING);
    right.close();
    assertThat(port.receiveId()).isEqualTo(MACH_NOTIFY_SEND_ONCE);
    right.close();
    assertThat(port.receiveId()).isEqualTo(RemotePort.NOTHING);
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void eachSendOnceRightHasANameOfItsOwn() {
    SendOnceRight first = SendOnceRight.adopt(mach, port.grantSendOnce());
    SendOnceRight second = SendOnceRight.adopt(mach, port.grantSendOnce());
    assertThat(first.name()).isNotEqualTo(second.name());
    first.close();
    assertThat(second.type().has(Right.SEND_ONCE)).isTrue();
    second.close();
  }

  @Test
  void adoptAcceptsADeadName() {
    int name = port.grantSendOnce();
    port.die();
    SendOnceRight right = SendOnceRight.adopt(mach, name);
    assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(1);
    right.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void aRightWhosePortDiesMeanwhileIsClosedInTheSameWay() {
    int name = port.grantSendOnce();
    SendOnceRight right = SendOnceRight.adopt(mach, name);
    port.die();
    right.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void adoptRefusesASendRightAndReleasesNothing() {
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> SendOnceRight.adopt(mach, port.name()))
        .withMessageContaining("mach_port_type: KERN_INVALID_RIGHT (17): ")
        .withMessageContaining("denotes SEND, which is not a send-once right")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_RIGHT));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void adoptRefusesANameThatDenotesNothing() {
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> SendOnceRight.adopt(mach, 0x4711))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_type"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
  }

  @Test
  void adoptUncheckedMakesNoCall() {
    int name = port.grantSendOnce();
    kernel.calls().clear();
    SendOnceRight right = SendOnceRight.adoptUnchecked(mach, name);
    assertThat(kernel.calls().calls()).isEmpty();
    right.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void relinquishLeavesTheRightToTheCallerAndTellsTheReceiverNothing() {
    int name = port.grantSendOnce();
    SendOnceRight right = SendOnceRight.adopt(mach, name);
    assertThat(right.relinquish()).isEqualTo(name);
    assertThat(kernel.type(name).has(Right.SEND_ONCE)).isTrue();
    assertThat(port.receiveId()).isEqualTo(RemotePort.NOTHING);
  }
}
