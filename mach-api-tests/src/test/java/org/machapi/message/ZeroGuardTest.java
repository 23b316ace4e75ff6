package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.GUARDED_CONTEXT;
import static org.machapi.raw.MachMsgLayout.GUARDED_NAME;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;

import java.util.SortedMap;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.TestKernel;

/**
 * A guarded receive right that comes back with a guard of 0. Up to macOS 14 the kernel takes the
 * address where the thread received last for the guard, and a thread that never did has none.
 */
@Tag("kernel")
@Timeout(60)
class ZeroGuardTest {
  private final TestKernel kernel = TestKernel.create();
  private final SortedMap<Integer, String> before = kernel.snapshot();
  private final ReceiveRight server = ReceiveRight.allocate(kernel.mach(), 0);
  private final SendRight destination = server.makeSend();
  private final ReceiveRight guarded = ReceiveRight.allocate(kernel.mach());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(64);

  @BeforeEach
  void theKernelGuardsWithNothing() {
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, call) -> {
              Object code = call.call();
              if (code.equals(MACH_SEND_TIMED_OUT)) {
                guardWithZero((Pointer) arguments.get(0));
              }
              return code;
            });
  }

  private void guardWithZero(Pointer message) {
    int name = message.getInt(DESCRIPTORS + GUARDED_NAME);
    long guard = message.getLong(DESCRIPTORS + GUARDED_CONTEXT);
    TestKernel.expectSuccess(
        "mach_port_unguard", kernel.raw().mach_port_unguard(kernel.self(), name, guard));
    TestKernel.expectSuccess(
        "mach_port_guard", kernel.raw().mach_port_guard(kernel.self(), name, 0, 0));
    message.putLong(DESCRIPTORS + GUARDED_CONTEXT, 0);
  }

  @AfterEach
  void closeThePorts() {
    destination.close();
    server.close();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void itsObjectGuardsItAgainAndCanCloseIt() {
    message.begin(1).moveGuarded(guarded);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> message.send(destination, Deadline.immediate()))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(MACH_SEND_TIMED_OUT));
    assertThat(guarded.status().isGuarded()).isTrue();
    assertThat(guarded.context()).isNotZero();
    guarded.close();
  }

  @Test
  void itCanBeTakenOutOfTheUnsentMessage() {
    UnsentMessage unsent =
        message.begin(1).moveGuarded(guarded).trySend(destination, Deadline.immediate());
    unsent.takeRight(0).close();
    unsent.close();
  }

  @Test
  void theUnsentMessageGivesItBack() {
    message.begin(1).moveGuarded(guarded).trySend(destination, Deadline.immediate()).close();
  }
}
