package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NAME_IN_USE;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NOT_PRIVILEGED;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NO_CHILDREN;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SERVICE_ACTIVE;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_UNKNOWN_SERVICE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_FOUND;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.Symbols;

class MachErrorTest {
  private final MachLibrary mach = SimulatedKernel.create().createTask("test").library();

  private static @Nullable String text(@Nullable Pointer pointer) {
    return pointer == null ? null : pointer.getString(0);
  }

  private @Nullable String string(int code) {
    return text(mach.mach_error_string(code));
  }

  private @Nullable String type(int code) {
    return text(mach.mach_error_type(code));
  }

  @Test
  void aTextHasItsSubsystemInFront() {
    assertThat(string(KERN_INVALID_NAME))
        .isEqualTo("(os/kern) " + Symbols.meaning(KERN_INVALID_NAME));
    assertThat(string(KERN_NOT_FOUND)).startsWith("(os/kern) ");
    assertThat(string(MACH_SEND_INVALID_DEST))
        .isEqualTo("(ipc/send) " + Symbols.meaning(MACH_SEND_INVALID_DEST));
    assertThat(string(MACH_RCV_TIMED_OUT)).startsWith("(ipc/rcv) ");
    assertThat(string(MIG_BAD_ID)).isEqualTo("(ipc/mig) " + Symbols.meaning(MIG_BAD_ID));
    assertThat(string(4 << 26 | 2 << 14 | 3)).isEqualTo(string(MIG_BAD_ID));
  }

  @Test
  void everyKernelCodeHasWords() {
    for (int code = 0; code <= KERN_NOT_FOUND; code++) {
      assertThat(string(code)).startsWith("(os/kern) ").doesNotContain("no words");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, (os/kern)",
    "0x4000, (os/?)",
    "0xc002, (os/unix)",
    "0x10000, (?/?)",
    "-101, (ipc/send)",
    "-203, (ipc/rcv)",
    "-303, (ipc/mig)",
    "-400, (?/?)",
    "1001, (server/netname)",
    "1601, (server/env_mgr)",
    "27601, (server/execd)",
    "0x0803c000, (server/xkernel)",
    "0x0c000001, (ipc/send)",
    "0x10004003, (ipc/rcv)",
    "0x14000000, (?/?)",
    "0x1c004000, (vm/reclaim)",
    "0xdc008001, (libkern/kext)",
    "0xe00002c2, (iokit/common)",
    "0xe00b8000, (?/?)",
    "0xe3ff8000, (iokit/vendor)",
    "0xe3ffc000, (iokit/reserved)",
    "0xe3ff4000, (?/?)",
    "-1, (?/?)",
  })
  void aCodeBelongsToASubsystem(String code, String type) {
    assertThat(type(Long.decode(code).intValue())).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "57, unknown error code",
    "1100, unknown error code",
    "0x4000, unknown error code",
    "0xc000, unknown error code",
    "0xc046, unknown error code",
    "0xe00002bb, unknown error code",
    "0xe00002f1, unknown error code",
    "0x10000, (operating system/?) unknown subsystem error",
    "0x04004000, (user space/?) unknown subsystem error",
    "0x0800c000, '(server/netmemory) code 0, for which mach-sim has no words'",
    "0xc002, '(os/unix) code 2, for which mach-sim has no words'",
    "0xe00002c2, '(iokit/common) code 706, for which mach-sim has no words'",
    "-101, '(ipc/send) code 1, for which mach-sim has no words'",
  })
  void aCodeHasATextWhereTheSystemHasOne(String code, String text) {
    assertThat(string(Long.decode(code).intValue())).isEqualTo(text);
  }

  @Test
  void aSystemThatIsNotThereHasNoTextAndOneSubsystemHasNoName() {
    assertThat(string(-1)).isNull();
    assertThat(string(8 << 26)).isNull();
    assertThat(type(1 << 26)).isNull();
    assertThat(string(1 << 26)).isEqualTo("unknown error code");
    assertThat(string(MACH_RCV_BODY_ERROR | MACH_MSG_IPC_SPACE)).isEqualTo("unknown error code");
  }

  @Test
  void aTextIsAtTheSameAddressForEverAndForEveryTask() {
    Pointer first = mach.mach_error_string(KERN_INVALID_NAME);
    MachLibrary other = SimulatedKernel.create().createTask("other").library();
    assertThat(other.mach_error_string(KERN_INVALID_NAME).address()).isEqualTo(first.address());
    assertThat(first.address()).isNotZero();
  }

  @Test
  void theBootstrapRoutinesHaveTheirOwnTexts() {
    assertThat(text(mach.bootstrap_strerror(BOOTSTRAP_NOT_PRIVILEGED)))
        .isEqualTo(Symbols.meaning(BOOTSTRAP_NOT_PRIVILEGED));
    assertThat(text(mach.bootstrap_strerror(BOOTSTRAP_UNKNOWN_SERVICE)))
        .isEqualTo(Symbols.meaning(BOOTSTRAP_UNKNOWN_SERVICE));
    assertThat(mach.bootstrap_strerror(BOOTSTRAP_SERVICE_ACTIVE).address())
        .isEqualTo(mach.bootstrap_strerror(BOOTSTRAP_NAME_IN_USE).address());
    assertThat(text(mach.bootstrap_strerror(0))).isEqualTo(Symbols.meaning(0));
  }

  @Test
  void otherCodesHaveTheTextsOfMach() {
    assertThat(text(mach.bootstrap_strerror(KERN_INVALID_NAME)))
        .isEqualTo(string(KERN_INVALID_NAME));
    assertThat(text(mach.bootstrap_strerror(BOOTSTRAP_NO_CHILDREN)))
        .isEqualTo("unknown error code");
    assertThat(text(mach.bootstrap_strerror(-1))).isNull();
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void anErrorIsPrintedAsOneLine() {
    assertThat(printed("allocate:", KERN_INVALID_NAME))
        .isEqualTo("allocate: " + string(KERN_INVALID_NAME) + "\n");
    assertThat(printed("allocate:", 1100))
        .isEqualTo("allocate: (os/kern) unknown error code (44c)\n");
    assertThat(printed("", -1)).isEqualTo(" (?/?)  (ffffffff)\n");
    assertThat(printed("x".repeat(2000), 0)).isEqualTo("x".repeat(1023));
  }

  private String printed(String start, int code) {
    PrintStream before = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setErr(stream);
      mach.mach_error(BootstrapProgram.name(start), code);
    } finally {
      System.setErr(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
