package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.PortConstants.MACH_PORT_STATUS_FLAG_STRICT_GUARD;
import static org.machapi.raw.PortConstants.MPG_STRICT;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;

/** A receive right that a failed send gave back: it is guarded as before, whatever came back. */
@Tag("kernel")
@Timeout(60)
class ReceiveRightComebackTest {
  private final TestKernel kernel = TestKernel.create();
  private final ReceiveRight right = ReceiveRight.allocate(kernel.mach());

  private long context(int name) {
    NativeBuffer out = NativeBuffer.allocate(8);
    TestKernel.expectSuccess(
        "mach_port_get_context",
        kernel.raw().mach_port_get_context(kernel.self(), name, out.pointer()));
    return out.getLong(0);
  }

  /** What a message does to a right that it takes. */
  private void unguard(int name, long guard) {
    TestKernel.expectSuccess(
        "mach_port_unguard", kernel.raw().mach_port_unguard(kernel.self(), name, guard));
  }

  private void guard(int name, long guard, int flags) {
    TestKernel.expectSuccess(
        "mach_port_guard", kernel.raw().mach_port_guard(kernel.self(), name, guard, flags));
  }

  @Test
  void itsGuardIsToldToNobodyButWhoGivesItAway() {
    try (Transfer transfer = right.transfer()) {
      assertThat(transfer.guard()).isEqualTo(context(transfer.name())).isNotZero();
    }
    SendRight send = right.makeSend();
    try (Transfer transfer = send.transfer()) {
      assertThat(transfer.guard()).isZero();
    }
    send.close();
    right.close();
  }

  @Test
  void withoutAGuardItGetsItsOldOne() {
    int name = right.name();
    long guard = context(name);
    try (Transfer transfer = right.transfer()) {
      unguard(name, guard);
      transfer.returnedAs(name);
    }
    assertThat(right.status().isGuarded()).isTrue();
    assertThat(context(name)).isEqualTo(guard);
    assertClosesWell();
  }

  @Test
  void withAnotherGuardItGetsItsOldOne() {
    int name = right.name();
    long guard = context(name);
    try (Transfer transfer = right.transfer()) {
      unguard(name, guard);
      guard(name, 77, 0);
      transfer.returnedAs(name, 77);
    }
    assertThat(context(name)).isEqualTo(guard);
    assertClosesWell();
  }

  /** Up to macOS 14 the guard is the address where the thread received last; some never did. */
  @Test
  void guardedWithNothingItGetsItsOldGuard() {
    int name = right.name();
    long guard = context(name);
    try (Transfer transfer = right.transfer()) {
      unguard(name, guard);
      guard(name, 0, 0);
      transfer.returnedAs(name, 0);
    }
    assertThat(context(name)).isEqualTo(guard);
    assertClosesWell();
  }

  @Test
  void aStrictGuardThatTheKernelDidNotTakeIsLeftAlone() {
    int name = kernel.newReceiveRight();
    guard(name, 99, MPG_STRICT);
    ReceiveRight strict = ReceiveRight.adoptGuarded(kernel.mach(), name, 99);
    kernel.calls().clear();
    try (Transfer transfer = strict.transfer()) {
      transfer.returnedAs(name);
    }
    assertThat(kernel.calls().routines()).doesNotContain("mach_port_guard", "mach_port_unguard");
    strict.close();
    assertThat(kernel.type(name).bits()).isZero();
    right.close();
  }

  @Test
  void withItsGuardItIsLeftAlone() {
    int name = right.name();
    long guard = context(name);
    kernel.calls().clear();
    try (Transfer transfer = right.transfer()) {
      transfer.returnedAs(name);
      transfer.returnedAs(name, guard);
    }
    assertThat(kernel.calls().routines()).doesNotContain("mach_port_guard", "mach_port_unguard");
    assertThat(context(name)).isEqualTo(guard);
    assertClosesWell();
  }

  @Test
  void aStrictGuardIsStrictAgain() {
    int name = kernel.newReceiveRight();
    guard(name, 99, MPG_STRICT);
    ReceiveRight strict = ReceiveRight.adoptGuarded(kernel.mach(), name, 99);
    try (Transfer transfer = strict.transfer()) {
      unguard(name, 99);
      transfer.returnedAs(name);
    }
    assertThat(strict.status().flags() & MACH_PORT_STATUS_FLAG_STRICT_GUARD).isNotZero();
    assertThat(right.status().flags() & MACH_PORT_STATUS_FLAG_STRICT_GUARD).isZero();
    strict.close();
    assertThat(kernel.type(name).bits()).isZero();
    right.close();
  }

  @Test
  void ifItCannotBeGuardedAgainItIsOwnedAllTheSame() {
    int name = right.name();
    kernel.calls().fail("mach_port_guard", KernReturnConstants.KERN_INVALID_ARGUMENT);
    try (Transfer transfer = right.transfer()) {
      unguard(name, context(name));
      transfer.returnedAs(name);
    }
    assertThat(right.name()).isEqualTo(name);
    assertClosesWell();
  }

  private void assertClosesWell() {
    int name = right.name();
    kernel.calls().clear();
    right.close();
    assertThat(kernel.calls().calls("mach_port_destruct"))
        .singleElement()
        .satisfies(call -> assertThat(call.result()).isEqualTo(0));
    assertThat(kernel.type(name).bits()).isZero();
  }
}
