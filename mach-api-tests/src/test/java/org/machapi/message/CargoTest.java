package org.machapi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.machapi.raw.MessageConstants.MACH_SEND_INTERRUPTED;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_MEMORY;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_NO_BUFFER;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveRight;
import org.machapi.RemotePort;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.TestKernel;

/**
 * Everything that a message can carry, and everything that can become of it: who owns what
 * afterwards, as the port space and the memory of the task show it, and whether the objects know.
 */
@Timeout(60)
class CargoTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final RemotePort server = kernel.remotePort();
  private final SendRight destination = SendRight.adopt(mach, server.name());
  private final OutgoingMessage message = OutgoingMessage.withRoomFor(256);

  // A right that somebody else has released behind the back of its owner.
  private final SendRight spoiled = Cargo.send(kernel);

  private void fails(int code) {
    fails(code, message);
  }

  private void fails(int code, OutgoingMessage failing) {
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> failing.send(destination, Deadline.immediate()))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(code));
  }

  /** Asserts that the objects own nothing: use is refused, and close reaches no kernel. */
  private void assertGone(List<PortRight> moved) {
    kernel.calls().clear();
    for (PortRight right : moved) {
      assertThatIllegalStateException().isThrownBy(right::name).withMessageContaining("given away");
      right.close();
    }
    assertThat(kernel.calls().calls()).isEmpty();
  }

  /** Asserts that the objects own their rights: they can be closed, once, without a complaint. */
  private void assertOwned(List<PortRight> moved) {
    for (PortRight right : moved) {
      assertThat(kernel.type(right.name()).bits()).isNotZero();
      if (right instanceof ReceiveRight receive) {
        assertThat(receive.status().isGuarded()).isTrue();
        assertThat(receive.status().isImmovable()).isFalse();
      }
    }
    kernel.calls().clear();
    moved.forEach(PortRight::close);
    assertThat(kernel.calls().calls())
        .hasSize(moved.size())
        .allSatisfy(call -> assertThat(call.result()).isEqualTo(0));
  }

  /** What the names denote, whatever they are: what came back may have another name. */
  private List<String> holdings() {
    List<String> holdings = new ArrayList<>(kernel.snapshot().values());
    holdings.sort(null);
    return holdings;
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSentIsGoneIfItWasMovedAndOtherwiseAsItWas(Cargo cargo) {
    message.begin(1);
    SortedMap<Integer, String> empty = kernel.snapshot();
    List<PortRight> moved = cargo.load(kernel, message);
    SortedMap<Integer, String> before = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    message.send(destination, Deadline.immediate());
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertGone(moved);
    if (moved.isEmpty()) {
      assertThat(kernel.snapshot()).isEqualTo(before);
    } else if (!cargo.name().endsWith("STAYS")) {
      assertThat(kernel.snapshot()).isEqualTo(empty);
    } else {
      assertThat(kernel.snapshot()).hasSameSizeAs(before).isNotEqualTo(before);
    }
    assertThat(server.receiveId()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatFoundNoRoomIsTheSendersAsBefore(Cargo cargo) {
    server.fill();
    List<PortRight> moved = cargo.load(kernel, message.begin(1));
    List<String> before = holdings();
    long mapped = kernel.task().mappedBytes();
    for (int i = 0; i < 3; i++) {
      fails(MACH_SEND_TIMED_OUT);
      assertThat(holdings()).isEqualTo(before);
      assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    }
    assertOwned(moved);
  }

  @ParameterizedTest
  @EnumSource
  void whatCameBackCanBeSentWhenThereIsRoom(Cargo cargo) {
    int waiting = server.fill();
    List<PortRight> moved = cargo.load(kernel, message.begin(7));
    fails(MACH_SEND_TIMED_OUT);
    for (int i = 0; i < waiting; i++) {
      server.receive();
    }
    message.send(destination, Deadline.immediate());
    assertGone(moved);
    assertThat(server.receiveId()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSentToADeadPortIsTheSendersAsBefore(Cargo cargo) {
    destination.kernelObject();
    List<PortRight> moved = cargo.load(kernel, message.begin(1));
    server.die();
    destination.isDead();
    SortedMap<Integer, String> before = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    fails(MACH_SEND_INVALID_DEST);
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertOwned(moved);
  }

  @ParameterizedTest
  @EnumSource
  void whatTheKernelDidNotEvenReadIsTheSendersAsBefore(Cargo cargo) {
    List<PortRight> moved = cargo.load(kernel, message.begin(1));
    SortedMap<Integer, String> before = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    kernel.calls().fail("mach_msg", MACH_SEND_NO_BUFFER);
    fails(MACH_SEND_NO_BUFFER);
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertOwned(moved);
  }

  private void spoil() {
    spoiled.kernelObject();
    kernel.deallocate(spoiled.name());
  }

  @ParameterizedTest
  @EnumSource
  void whatStandsBehindAnInvalidRightIsTheSendersAsBefore(Cargo cargo) {
    List<PortRight> moved = cargo.load(kernel, message.begin(1).copy(spoiled));
    spoil();
    SortedMap<Integer, String> before = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    fails(MACH_SEND_INVALID_RIGHT);
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertOwned(moved);
  }

  @ParameterizedTest
  @EnumSource
  void whatStandsBeforeAnInvalidRightIsGoneIfItWasMovedAndTheObjectKnows(Cargo cargo) {
    SortedMap<Integer, String> empty = kernel.snapshot();
    List<PortRight> moved = cargo.load(kernel, message.begin(1));
    SortedMap<Integer, String> loaded = kernel.snapshot();
    message.copy(spoiled);
    spoil();
    empty.remove(spoiled.name());
    loaded.remove(spoiled.name());
    long mapped = kernel.task().mappedBytes();
    fails(MACH_SEND_INVALID_RIGHT);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertStoppedBehind(cargo, moved, empty, loaded);
  }

  private void assertStoppedBehind(
      Cargo cargo,
      List<PortRight> moved,
      SortedMap<Integer, String> empty,
      SortedMap<Integer, String> loaded) {
    if (moved.isEmpty()) {
      assertThat(kernel.snapshot()).isEqualTo(loaded);
    } else if (!cargo.name().endsWith("STAYS")) {
      assertThat(kernel.snapshot()).isEqualTo(empty);
    } else if (!cargo.isReceive()) {
      // One of two references is left, which another object owns.
      assertThat(kernel.references(nameThatStays(empty), Right.SEND)).isEqualTo(1);
    } else {
      // The port is destroyed; the send right that somebody holds has become a dead name.
      assertThat(kernel.type(nameThatStays(empty))).hasToString("DEAD_NAME");
    }
    assertGone(moved);
  }

  private int nameThatStays(SortedMap<Integer, String> empty) {
    SortedMap<Integer, String> more = kernel.snapshot();
    more.keySet().removeAll(empty.keySet());
    assertThat(more).hasSize(1);
    return more.firstKey();
  }

  @ParameterizedTest
  @EnumSource
  void whatStandsBehindUnmappedMemoryIsTheSendersAsBefore(Cargo cargo) {
    List<PortRight> moved = cargo.load(kernel, message.begin(1).memory(1 << 20, 8));
    SortedMap<Integer, String> before = kernel.snapshot();
    long mapped = kernel.task().mappedBytes();
    fails(MACH_SEND_INVALID_MEMORY);
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertOwned(moved);
  }

  @ParameterizedTest
  @EnumSource
  void whatStandsBeforeUnmappedMemoryIsGoneIfItWasMovedAndTheObjectKnows(Cargo cargo) {
    SortedMap<Integer, String> empty = kernel.snapshot();
    List<PortRight> moved = cargo.load(kernel, message.begin(1));
    SortedMap<Integer, String> loaded = kernel.snapshot();
    message.memory(1 << 20, 8);
    long mapped = kernel.task().mappedBytes();
    fails(MACH_SEND_INVALID_MEMORY);
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertStoppedBehind(cargo, moved, empty, loaded);
  }

  /** Answers as if the first waits were interrupted: the message comes back as after a time-out. */
  private void interrupt(int times, Runnable then) {
    AtomicInteger interruptions = new AtomicInteger();
    kernel
        .calls()
        .on(
            "mach_msg",
            (arguments, rest) -> {
              if (interruptions.getAndIncrement() < times) {
                assertThat(rest.call()).isEqualTo(MACH_SEND_TIMED_OUT);
                return MACH_SEND_INTERRUPTED;
              }
              then.run();
              return rest.call();
            });
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptionChangesNothingForWhatIsSentAfterIt(Cargo cargo) {
    int waiting = server.fill();
    List<PortRight> moved = cargo.load(kernel, message.begin(7));
    long mapped = kernel.task().mappedBytes();
    List<String> before = holdings();
    interrupt(
        2,
        () -> {
          for (int i = 0; i < waiting; i++) {
            server.receive();
          }
        });
    message.send(destination, Deadline.immediate());
    assertThat(kernel.task().mappedBytes()).isEqualTo(mapped);
    assertGone(moved);
    if (moved.isEmpty()) {
      assertThat(holdings()).isEqualTo(before);
    }
    assertThat(server.receiveId()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"false, 0x10000004", "true, 0x10000003"})
  void whatFailsAfterAnInterruptionIsTheSendersAsBefore(boolean dies, String code) {
    for (Cargo cargo : Cargo.values()) {
      CargoTest fresh = new CargoTest();
      fresh.server.fill();
      List<PortRight> moved = cargo.load(fresh.kernel, fresh.message.begin(7));
      List<String> before = fresh.holdings();
      long mapped = fresh.kernel.task().mappedBytes();
      fresh.interrupt(
          1,
          () -> {
            if (dies) {
              fresh.server.die();
              fresh.kernel.type(fresh.server.name());
            }
          });
      fresh.fails(Integer.decode(code), fresh.message);
      if (!dies) {
        assertThat(fresh.holdings()).as("%s", cargo).isEqualTo(before);
      } else {
        assertThat(fresh.holdings()).as("%s", cargo).hasSameSizeAs(before);
        assertThat(fresh.kernel.references(fresh.server.name(), Right.DEAD_NAME)).isEqualTo(1);
      }
      assertThat(fresh.kernel.task().mappedBytes()).isEqualTo(mapped);
      fresh.assertOwned(moved);
    }
  }
}
