package org.machapi.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.Right;
import org.machapi.TestKernel;
import org.machapi.raw.IpcInfoNameLayout;
import org.machapi.raw.MachPortStatusLayout;

/**
 * Every bit that the kernel can set, alone and with others, is shown as what it is and as nothing
 * else. The numbers are written out here once more, as in the headers of Apple.
 */
@Tag("kernel")
@Timeout(60)
class CensusFlagsTest {
  private static final Map<PortFlag, Integer> FLAGS =
      new EnumMap<>(
          Map.of(
              PortFlag.TEMPOWNER, 0x01,
              PortFlag.GUARDED, 0x02,
              PortFlag.STRICT_GUARD, 0x04,
              PortFlag.IMP_DONATION, 0x08,
              PortFlag.REVIVE, 0x10,
              PortFlag.TASKPTR, 0x20,
              PortFlag.GUARD_IMMOVABLE_RECEIVE, 0x40,
              PortFlag.NO_GRANT, 0x80));

  private final TestKernel kernel = TestKernel.create();
  private final int name = kernel.newReceiveRight();

  @AfterEach
  void destroy() {
    kernel.destroyReceiveRight(name);
  }

  /** Lets the kernel answer a field of the status otherwise. */
  private CensusEntry withStatus(int offset, int value) {
    kernel
        .calls()
        .on(
            "mach_port_get_attributes",
            (arguments, rest) -> {
              Object code = rest.call();
              ((Pointer) arguments.get(3)).putInt(offset, value);
              return code;
            });
    return Census.take(kernel.mach()).find(name);
  }

  /** Lets the kernel answer a field of the row of the name otherwise, at each look. */
  private CensusEntry withField(int offset, int value) {
    kernel
        .calls()
        .on(
            "mach_port_space_info",
            (arguments, rest) -> {
              Object code = rest.call();
              Pointer table =
                  Pointer.wrap(Runtime.getSystemRuntime(), ((Pointer) arguments.get(2)).getLong(0));
              int rows = ((Pointer) arguments.get(3)).getInt(0);
              for (long at = 0; at < (long) rows * IpcInfoNameLayout.SIZE; at += 28) {
                if (table.getInt(at + IpcInfoNameLayout.IIN_NAME) == name) {
                  table.putInt(at + offset, value);
                }
              }
              return code;
            });
    return Census.take(kernel.mach()).find(name);
  }

  @Test
  void everyFlagOfTheHeadersIsListedHere() {
    assertThat(FLAGS.keySet()).containsExactly(PortFlag.values());
  }

  @ParameterizedTest
  @EnumSource
  void aFlagOfThePortIsItselfAndNoOther(PortFlag flag) {
    int bit = FLAGS.get(flag);
    assertThat(flag.bit()).isEqualTo(bit);
    ReceiveState alone = withStatus(MachPortStatusLayout.MPS_FLAGS, bit).receive();
    assertThat(alone.flagSet()).containsExactly(flag);
    assertThat(alone.flagsText()).isEqualTo(flag.name());
    assertThat(alone.isGuarded()).isEqualTo(flag == PortFlag.GUARDED);
    assertThat(alone.isStrictlyGuarded()).isEqualTo(flag == PortFlag.STRICT_GUARD);
    ReceiveState missing = withStatus(MachPortStatusLayout.MPS_FLAGS, 0xff & ~bit).receive();
    assertThat(missing.flagSet()).isEqualTo(EnumSet.complementOf(EnumSet.of(flag)));
  }

  @Test
  void anUnknownFlagIsShownAsANumber() {
    ReceiveState state = withStatus(MachPortStatusLayout.MPS_FLAGS, 0x8000_0102).receive();
    assertThat(state.flagsText()).isEqualTo("GUARDED|0x80000100");
    assertThat(state.flags()).isEqualTo(0x8000_0102);
  }

  @Test
  void eachRequestOfThePortIsItselfAndNoOther() {
    assertThat(withStatus(MachPortStatusLayout.MPS_NSREQUEST, 1).requests())
        .containsExactly(PendingRequest.NO_SENDERS);
    assertThat(withStatus(MachPortStatusLayout.MPS_PDREQUEST, 1).requests())
        .containsExactly(PendingRequest.PORT_DESTROYED);
    assertThat(withStatus(MachPortStatusLayout.MPS_SRIGHTS, 1).receive().hasSendRights()).isTrue();
    assertThat(withStatus(MachPortStatusLayout.MPS_SRIGHTS, 1).requests()).isEmpty();
  }

  @Test
  void eachNumberOfTheStatusIsItselfAndWithoutSign() {
    int most = -1;
    long unsigned = 0xffff_ffffL;
    List<Integer> fields =
        List.of(
            MachPortStatusLayout.MPS_SEQNO,
            MachPortStatusLayout.MPS_MSCOUNT,
            MachPortStatusLayout.MPS_QLIMIT,
            MachPortStatusLayout.MPS_MSGCOUNT,
            MachPortStatusLayout.MPS_SORIGHTS);
    for (int field : fields) {
      ReceiveState state = withStatus(field, most).receive();
      assertThat(
              List.of(
                  state.sequenceNumber(),
                  state.makeSendCount(),
                  state.queueLimit(),
                  state.queuedMessages(),
                  state.sendOnceRights()))
          .element(fields.indexOf(field))
          .isEqualTo(unsigned);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0x80020000, DEAD_NAME",
    "0x40020000, SEND_POSSIBLE",
    "0x20020000, SEND_POSSIBLE_DELAYED"
  })
  void eachRequestOfTheNameIsItselfAndNoOther(String bits, PendingRequest request) {
    int type = Integer.parseUnsignedInt(bits.substring(2), 16);
    CensusEntry entry = withField(IpcInfoNameLayout.IIN_TYPE, type);
    assertThat(entry.requests()).containsExactly(request);
    assertThat(entry.type().bits()).isEqualTo(type);
    assertThat(entry.references()).containsOnlyKeys(Right.RECEIVE);
  }

  @ParameterizedTest
  @CsvSource({
    "SEND, 0x00010000",
    "RECEIVE, 0x00020000",
    "SEND_ONCE, 0x00040000",
    "PORT_SET, 0x00080000",
    "DEAD_NAME, 0x00100000"
  })
  void eachRightIsItselfAndNoOther(Right right, String bit) {
    kernel.calls().on("mach_port_get_refs", (arguments, rest) -> writeCount(arguments, 7));
    CensusEntry entry =
        withField(IpcInfoNameLayout.IIN_TYPE, Integer.parseInt(bit.substring(2), 16));
    assertThat(entry.references()).containsOnlyKeys(right);
  }

  private static Object writeCount(List<Object> arguments, int count) {
    ((Pointer) arguments.get(3)).putInt(0, count);
    return 0;
  }

  @Test
  void theCountIsThatOfTheSendRightAndThePortNumberIsKept() {
    kernel.makeSend(name);
    CensusEntry entry = withField(IpcInfoNameLayout.IIN_UREFS, 65_535);
    assertThat(entry.references()).isEqualTo(Map.of(Right.SEND, 65_535, Right.RECEIVE, 1));
    assertThat(entry.isPegged()).isTrue();
    assertThat(withField(IpcInfoNameLayout.IIN_OBJECT, 0xcafe).portNumber()).isEqualTo(0xcafe);
    kernel.deallocate(name);
  }

  @Test
  void thereIsNothingPendingWhereNothingIsAskedFor() {
    CensusEntry entry = Census.take(kernel.mach()).find(name);
    assertThat(entry.requests()).isEqualTo(Set.of());
    assertThat(entry.receive().flagSet()).isEmpty();
    assertThat(entry.receive().flagsText()).isEmpty();
  }
}
