package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Architecture;
import org.machapi.raw.ExceptionCodeConstants;
import org.machapi.raw.PortConstants;

/** The meaning of codes, by type and architecture; and that no numbers make it fail. */
class ExceptionDetailTest {
  private static final Architecture INTEL = Architecture.X86_64;
  private static final Architecture APPLE = Architecture.ARM64;

  private static ExceptionDetail detail(
      Architecture architecture, ExceptionType type, long... codes) {
    List<Long> list = new ArrayList<>();
    for (long code : codes) {
      list.add(code);
    }
    return ExceptionDetail.of(architecture, type, list);
  }

  @ParameterizedTest
  @CsvSource({
    "X86_64, 1, KERN_INVALID_ADDRESS",
    "X86_64, 2, KERN_PROTECTION_FAILURE",
    "X86_64, 0x101, 257",
    "ARM64, 1, KERN_INVALID_ADDRESS",
    "ARM64, 13, KERN_NAME_EXISTS",
    "ARM64, 50, KERN_CODESIGN_ERROR"
  })
  void aBadAccessHasWhatTheKernelSaid(Architecture architecture, String code, String symbol) {
    BadAccess access =
        (BadAccess) detail(architecture, ExceptionType.BAD_ACCESS, Long.decode(code), 0x10);
    assertThat(access.kernReturn()).isNotNull();
    assertThat(access.kernReturn().symbol()).isEqualTo(symbol);
    assertThat(access.hasAddress()).isTrue();
    assertThat(access.address()).isEqualTo(0x10);
    assertThat(access.describe()).startsWith("no access to address 0x10: " + symbol + ", ");
  }

  @ParameterizedTest
  @CsvSource({
    "0x101, EXC_ARM_DA_ALIGN",
    "0x103, EXC_ARM_SP_ALIGN",
    "0x104, EXC_ARM_SWP",
    "0x105, EXC_ARM_PAC_FAIL"
  })
  void aBadAccessOnAppleSiliconMayHaveACodeOfTheProcessor(String code, String symbol) {
    BadAccess access =
        (BadAccess) detail(APPLE, ExceptionType.BAD_ACCESS, Long.decode(code), 0xffff_8000L);
    assertThat(access.kernReturn()).isNull();
    assertThat(access).hasToString("no access to address 0xffff8000: " + symbol);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void aCodeOfMoreThan32BitsIsNotTakenForItsLowerHalf(Architecture architecture) {
    for (long code : new long[] {0x1_0000_0001L, 0x1_0000_000dL, 0x1_0000_0101L}) {
      BadAccess access = (BadAccess) detail(architecture, ExceptionType.BAD_ACCESS, code, 0x10);
      assertThat(access.kernReturn()).isNull();
      assertThat(access.hasAddress()).isTrue();
      assertThat(access).hasToString("no access to address 0x10: 0x" + Long.toHexString(code));
    }
  }

  @Test
  void aGeneralProtectionFaultOfIntelHasNoAddress() {
    BadAccess access = (BadAccess) detail(INTEL, ExceptionType.BAD_ACCESS, 13, 0);
    assertThat(access.hasAddress()).isFalse();
    assertThat(access.kernReturn()).isNull();
    assertThat(access.describe())
        .isEqualTo("no access, to an address that the processor does not tell: EXC_I386_GPFLT");
  }

  @ParameterizedTest
  @CsvSource({
    "X86_64, 2, 1, EXC_I386_INVOP",
    "X86_64, 2, 11, EXC_I386_SEGNPFLT",
    "X86_64, 3, 1, EXC_I386_DIV",
    "X86_64, 3, 8, EXC_I386_SSEEXTERR",
    "X86_64, 6, 1, EXC_I386_SGL",
    "X86_64, 6, 2, EXC_I386_BPT",
    "X86_64, 6, 3, 3",
    "ARM64, 2, 1, EXC_ARM_UNDEFINED",
    "ARM64, 2, 2, EXC_ARM_SME_DISALLOWED",
    "ARM64, 3, 0, EXC_ARM_FP_UNDEFINED",
    "ARM64, 3, 2, EXC_ARM_FP_DZ",
    "ARM64, 6, 1, EXC_ARM_BREAKPOINT",
    "ARM64, 6, 0x102, EXC_ARM_DA_DEBUG",
    "ARM64, 6, 2, 2",
    "ARM64, 6, 0x100000001, 0x100000001"
  })
  void aTrapHasTheNameThatItsProcessorGivesIt(
      Architecture architecture, int type, String code, String symbol) {
    ProcessorTrap trap =
        (ProcessorTrap) detail(architecture, new ExceptionType(type), Long.decode(code), 0x40);
    assertThat(trap.name()).isEqualTo(symbol);
    assertThat(trap.type().number()).isEqualTo(type);
    assertThat(trap).hasToString(trap.type() + ": " + symbol + ", subcode 0x40");
  }

  @ParameterizedTest
  @CsvSource({
    "0x10003, 1, a signal: SIGHUP",
    "0x10003, 5, a signal: SIGTRAP",
    "0x10003, 11, a signal: SIGSEGV",
    "0x10003, 31, a signal: SIGUSR2",
    "0x10003, 0, a signal: signal 0",
    "0x10003, 32, a signal: signal 32",
    "0x10003, -9223372036854775808, a signal: signal -9223372036854775808",
    "0x20001, 2, 'raised by a security policy: code 0x20001, subcode 0x2'",
    "0x30000, 2, 'raised by software: code 0x30000, subcode 0x2'"
  })
  void whatSoftwareRaisesIsASignalAsARule(String code, long subcode, String words) {
    RaisedBySoftware raised =
        (RaisedBySoftware) detail(APPLE, ExceptionType.SOFTWARE, Long.decode(code), subcode);
    assertThat(raised.isSignal()).isEqualTo(words.startsWith("a signal"));
    assertThat(raised).hasToString(words);
  }

  @Test
  void aCrashIsUnpacked() {
    // As the kernel packs it: the signal, the exception type, 20 bits of the code.
    long code = 11L << 24 | 1L << 20 | 0xfffff & 0x12345678;
    Crash crash = (Crash) detail(APPLE, ExceptionType.CRASH, code, 0x10);
    assertThat(crash.signal()).isEqualTo(11);
    assertThat(crash.original()).isEqualTo(ExceptionType.BAD_ACCESS);
    assertThat(crash.originalCode()).isEqualTo(0x45678);
    assertThat(crash.describe())
        .isEqualTo("the process ends by SIGSEGV after EXC_BAD_ACCESS, code 0x45678, subcode 0x10");
  }

  @Test
  void aCrashWithoutExceptionIsASignal() {
    Crash crash = (Crash) detail(INTEL, ExceptionType.CRASH, 6L << 24, 0);
    assertThat(crash.original().number()).isZero();
    assertThat(crash).hasToString("the process ends by SIGABRT");
  }

  @Test
  void aCrashOf32BitCodesIsTheSame() {
    // A signal from 128 on makes the number negative; its sign is extended on the way.
    long code = (int) (0xffL << 24 | 13L << 20 | 0xf_ffff);
    assertThat(code).isNegative();
    Crash crash = (Crash) detail(APPLE, ExceptionType.CRASH, code, -1);
    assertThat(crash.signal()).isEqualTo(0xff);
    assertThat(crash.original()).isEqualTo(ExceptionType.CORPSE_NOTIFY);
    assertThat(crash.originalCode()).isEqualTo(0xf_ffff);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Encoded by hand with the shifts of the kernel's macros.
        "1 | 1 | 0x5a32 | 95 | 50 | 95 | 180 | RESOURCE_TYPE_CPU (FLAVOR_CPU_MONITOR): 95% of a"
            + " processor over 180 s, the limit is 50",
        "1 | 2 | 0x5a32 | 95 | 50 | 95 | 180"
            + " | RESOURCE_TYPE_CPU (FLAVOR_CPU_MONITOR_FATAL):"
            + " 95% of a processor over 180 s, the limit is 50",
        "2 | 1 | 0x12c00096 | 300 | 150 | 300 | 0"
            + " | RESOURCE_TYPE_WAKEUPS (FLAVOR_WAKEUPS_MONITOR):"
            + " 300 wakeups in a second, the limit is 150",
        "3 | 1 | 0x200 | 0 | 512 | 0 | 0"
            + " | RESOURCE_TYPE_MEMORY (FLAVOR_HIGH_WATERMARK): the limit is 512 MB",
        "3 | 2 | 0x1fff | 0 | 8191 | 0 | 0"
            + " | RESOURCE_TYPE_MEMORY (FLAVOR_DIAG_MEMLIMIT): the limit is 8191 MB",
        "4 | 2 | 0xa8c00064 | 120 | 100 | 120 | 86400"
            + " | RESOURCE_TYPE_IO (FLAVOR_IO_LOGICAL_WRITES):"
            + " 120 MB written over 86400 s, the limit is 100",
        "5 | 1 | 0x800 | 0 | 0 | 2048 | 0"
            + " | RESOURCE_TYPE_THREADS (FLAVOR_THREADS_HIGH_WATERMARK): 2048 threads",
        "6 | 1 | 0xffffff | 0 | 0 | 16777215 | 0"
            + " | RESOURCE_TYPE_PORTS (FLAVOR_PORT_SPACE_FULL): 16777215 ports",
        "7 | 5 | 0x1 | 2 | 0 | 0 | 0 | 7 (5): code 0xf400000000000001, subcode 0x2"
      })
  void aResourceLimitIsUnpacked(
      long resource,
      long flavour,
      String rest,
      long subcode,
      long limit,
      long observed,
      long seconds,
      String words) {
    long code = resource << 61 | flavour << 58 | Long.decode(rest);
    ResourceLimit found = (ResourceLimit) detail(APPLE, ExceptionType.RESOURCE, code, subcode);
    assertThat(found.resource()).isEqualTo((int) resource);
    assertThat(found.flavour()).isEqualTo((int) flavour);
    assertThat(found.limit()).isEqualTo(limit);
    assertThat(found.observed()).isEqualTo(observed);
    assertThat(found.intervalSeconds()).isEqualTo(seconds);
    assertThat(found).hasToString(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 ; 0x200 ; 0x2703 ; false"
            + " ; GUARD_TYPE_MACH_PORT: kGUARD_EXC_INVALID_NAME on port 0x2703, payload 0x0",
        "1 ; 2 ; 0xffffffff ; true"
            + " ; GUARD_TYPE_MACH_PORT: kGUARD_EXC_MOD_REFS on port 0xffffffff, payload 0x0",
        "1 ; 0x80 ; 1 ; true"
            + " ; GUARD_TYPE_MACH_PORT: kGUARD_EXC_MSG_FILTERED on port 0x1, payload 0x0",
        "2 ; 0x41 ; 5 ; false"
            + " ; GUARD_TYPE_FD: kGUARD_EXC_CLOSE|kGUARD_EXC_WRITE on file descriptor 5,"
            + " payload 0x0",
        "3 ; 7 ; 9 ; false ; GUARD_TYPE_USER: 0x7 on namespace 9, payload 0x0",
        "4 ; 4 ; 16 ; false ; GUARD_TYPE_VN: kGUARD_EXC_UNLINK on target 0x10, payload 0x0",
        "5 ; 1 ; 16 ; false"
            + " ; GUARD_TYPE_VIRT_MEMORY: kGUARD_EXC_DEALLOC_GAP on target 0x10, payload 0x0",
        "6 ; 12 ; 1 ; false ; GUARD_TYPE_REJECTED_SC: 0xc on target 0x1, payload 0x0",
        "0 ; 0 ; 0 ; false ; GUARD_TYPE_NONE: 0x0 on target 0x0, payload 0x0",
        "7 ; 0x1fffffff ; 0 ; false ; 7: 0x1fffffff on target 0x0, payload 0x0"
      })
  void aGuardViolationIsUnpacked(
      long guardType, String flavour, String target, boolean fatal, String words) {
    long code = guardType << 61 | Long.decode(flavour) << 32 | Long.decode(target);
    GuardViolation found = (GuardViolation) detail(INTEL, ExceptionType.GUARD, code, 0);
    assertThat(found.guardType()).isEqualTo((int) guardType);
    assertThat(found.flavour()).isEqualTo(Long.decode(flavour).intValue());
    assertThat(found.target()).isEqualTo(Long.decode(target).intValue());
    assertThat(found.isAlwaysFatalForPorts()).isEqualTo(fatal);
    assertThat(found).hasToString(words);
  }

  @Test
  void thePayloadOfAGuardIsKept() {
    long code =
        (long) ExceptionCodeConstants.GUARD_TYPE_MACH_PORT << 61
            | (long) PortConstants.kGUARD_EXC_UNGUARDED << 32
            | 0x1103;
    GuardViolation found = (GuardViolation) detail(APPLE, ExceptionType.GUARD, code, -2);
    assertThat(found.payload()).isEqualTo(-2);
    assertThat(found.flavourName()).isEqualTo("kGUARD_EXC_UNGUARDED");
    assertThat(found.describe()).endsWith("payload 0xfffffffffffffffe");
  }

  @Test
  void aCorpseTellsWhatMadeIt() {
    assertThat(detail(APPLE, ExceptionType.CORPSE_NOTIFY, 12, 3))
        .isEqualTo(new Corpse(12, 3))
        .hasToString("a corpse, made by EXC_GUARD, subcode 0x3");
    assertThat(new Corpse(1L << 40, 0).describe()).contains("made by 0x10000000000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 7, 8, 9, 14, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void typesWhoseCodesHaveNoMeaningKeepThem(int number) {
    ExceptionType type = new ExceptionType(number);
    assertThat(detail(INTEL, type, 1, 2))
        .isEqualTo(new OtherCodes(type, List.of(1L, 2L)))
        .hasToString(type + " with code 0x1 and code 0x2");
  }

  @Test
  void fewerOrMoreCodesThanTheKernelSendsAreNotInterpreted() {
    for (int number = 0; number <= 14; number++) {
      ExceptionType type = new ExceptionType(number);
      assertThat(detail(APPLE, type)).hasToString(type + " without codes");
      assertThat(detail(APPLE, type, -1)).hasToString(type + " with code 0xffffffffffffffff");
      assertThat(detail(APPLE, type, 1, 2, 3)).isInstanceOf(OtherCodes.class);
    }
  }

  @Test
  void otherCodesAreACopy() {
    List<Long> codes = new ArrayList<>(List.of(1L));
    OtherCodes other = new OtherCodes(ExceptionType.SYSCALL, codes);
    codes.add(2L);
    assertThat(other.codes()).containsExactly(1L);
    assertThatNullPointerException().isThrownBy(() -> new OtherCodes(null, List.of()));
    assertThatNullPointerException().isThrownBy(() -> new BadAccess(null, 1, 2));
    assertThatNullPointerException().isThrownBy(() -> new ProcessorTrap(INTEL, null, 1, 2));
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void noNumbersMakeItFailAndTheTypeStaysWhatItWas(Architecture architecture) {
    Random random = new Random(20210207);
    for (int round = 0; round < 50_000; round++) {
      ExceptionType type =
          new ExceptionType(random.nextInt(10) == 0 ? random.nextInt() : random.nextInt(16));
      ExceptionDetail found = detail(architecture, type, anyCodes(random));
      assertThat(found.type()).isEqualTo(type);
      assertThat(found.describe()).isNotBlank().doesNotEndWith(".").doesNotContain("null");
      assertThat(found.toString()).isEqualTo(found.describe());
      if (found instanceof BadAccess access && access.kernReturn() != null) {
        assertThat(access.kernReturn().code()).isEqualTo((int) access.code());
      }
      if (found instanceof ResourceLimit limit) {
        assertThat(limit.limit()).isNotNegative();
        assertThat(limit.observed()).isNotNegative();
        assertThat(limit.intervalSeconds()).isNotNegative();
      }
      if (found instanceof GuardViolation guard) {
        assertThat(guard.flavourName()).isNotBlank();
      }
    }
  }

  /** Numbers of any length, small ones often, and those of 32 bits extended by their sign. */
  private static long[] anyCodes(Random random) {
    long[] codes = new long[random.nextInt(8) == 0 ? random.nextInt(4) : 2];
    for (int i = 0; i < codes.length; i++) {
      codes[i] =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(0x300);
            default -> random.nextLong() >> random.nextInt(64);
          };
    }
    return codes;
  }
}
