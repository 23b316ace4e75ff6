package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.raw.ThreadStatusConstants;

/** Registers by name, headers, and words that nobody should believe. */
class ThreadStateTest {
  /** A state in which every word is another one. */
  private static ThreadState counting(ThreadStateFlavour flavour) {
    return ThreadState.of(flavour, IntStream.rangeClosed(1, flavour.words()).toArray());
  }

  /** What C reads at an offset of a struct whose words are 1, 2, 3 and so on. */
  private static long wordsAt(int offset) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    bytes.putInt(offset / 4 + 1).putInt(offset / 4 + 2);
    return bytes.getLong(0);
  }

  static Stream<ThreadStateFlavour> flavoursWithRegisters() {
    return Stream.of(
        ThreadStateFlavour.X86_THREAD_STATE64,
        ThreadStateFlavour.X86_EXCEPTION_STATE64,
        ThreadStateFlavour.X86_DEBUG_STATE64,
        ThreadStateFlavour.ARM_THREAD_STATE64,
        ThreadStateFlavour.ARM_EXCEPTION_STATE64,
        ThreadStateFlavour.of(Architecture.ARM64, ThreadStatusConstants.ARM_EXCEPTION_STATE64_V2),
        ThreadStateFlavour.ARM_NEON_STATE64,
        ThreadStateFlavour.ARM_DEBUG_STATE64);
  }

  static Stream<ThreadStateFlavour> flavoursWithUnified() {
    return Stream.of(
        ThreadStateFlavour.X86_THREAD_STATE64,
        ThreadStateFlavour.X86_EXCEPTION_STATE64,
        ThreadStateFlavour.X86_DEBUG_STATE64,
        ThreadStateFlavour.X86_FLOAT_STATE64,
        ThreadStateFlavour.ARM_THREAD_STATE64);
  }

  @ParameterizedTest
  @CsvSource({"rax, 0", "rdi, 32", "rbp, 48", "rsp, 56", "r15, 120", "rip, 128", "gs, 160"})
  void aRegisterOfIntelIsReadWhereDarwinHasIt(String register, int offset) {
    assertThat(counting(ThreadStateFlavour.X86_THREAD_STATE64).get(register))
        .isEqualTo(wordsAt(offset));
  }

  @ParameterizedTest
  @CsvSource({"x0, 0", "x1, 8", "x28, 224", "fp, 232", "lr, 240", "sp, 248", "pc, 256"})
  void aRegisterOfAppleSiliconIsReadWhereDarwinHasIt(String register, int offset) {
    assertThat(counting(ThreadStateFlavour.ARM_THREAD_STATE64).get(register))
        .isEqualTo(wordsAt(offset));
  }

  @Test
  void registersOfLessThan64BitsAreExtendedByZeros() {
    ThreadState arm =
        ThreadState.of(
            ThreadStateFlavour.ARM_THREAD_STATE64,
            IntStream.generate(() -> -1).limit(68).toArray());
    assertThat(arm.get("cpsr")).isEqualTo(0xffff_ffffL);
    assertThat(arm.get("flags")).isEqualTo(0xffff_ffffL);
    assertThat(arm.get("pc")).isEqualTo(-1L);
    ThreadState intel = ThreadState.of(ThreadStateFlavour.X86_EXCEPTION_STATE64, -1, -1, -1, -1);
    assertThat(intel.registers())
        .containsEntry("trapno", 0xffffL)
        .containsEntry("cpu", 0xffffL)
        .containsEntry("err", 0xffff_ffffL)
        .containsEntry("faultvaddr", -1L);
  }

  @ParameterizedTest
  @MethodSource("flavoursWithRegisters")
  void whatIsSetIsReadBackAndNothingElseChanges(ThreadStateFlavour flavour) {
    ThreadState state = counting(flavour);
    assertThat(state.registers()).isNotEmpty();
    for (String register : state.registers().keySet()) {
      ThreadState changed = state.with(register, 0x1234);
      assertThat(changed.get(register)).as(register).isEqualTo(0x1234);
      assertThat(changed).isNotEqualTo(state);
      assertThat(changed.with(register, state.get(register))).isEqualTo(state);
      assertThat(changed.flavour()).isEqualTo(flavour);
    }
    assertThat(state).isEqualTo(counting(flavour));
  }

  @Test
  void aValueThatDoesNotFitIsRefused() {
    ThreadState state = counting(ThreadStateFlavour.X86_EXCEPTION_STATE64);
    assertThat(state.with("trapno", 0xffff).get("trapno")).isEqualTo(0xffff);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.with("trapno", 0x1_0000))
        .withMessage("trapno has 16 bits, too few for 0x10000");
    assertThatIllegalArgumentException().isThrownBy(() -> state.with("err", -1));
    assertThat(state.with("faultvaddr", -1).faultAddress()).isEqualTo(-1);
  }

  @Test
  void registersWithARoleHaveTheSameNameOnBothArchitectures() {
    ThreadState intel = counting(ThreadStateFlavour.X86_THREAD_STATE64);
    assertThat(intel.programCounter()).isEqualTo(intel.get("rip"));
    assertThat(intel.stackPointer()).isEqualTo(intel.get("rsp"));
    assertThat(intel.framePointer()).isEqualTo(intel.get("rbp"));
    assertThat(intel.withProgramCounter(7)).isEqualTo(intel.with("rip", 7));
    assertThat(intel.withStackPointer(8)).isEqualTo(intel.with("rsp", 8));
    ThreadState arm = counting(ThreadStateFlavour.ARM_THREAD_STATE64);
    assertThat(arm.programCounter()).isEqualTo(arm.get("pc"));
    assertThat(arm.stackPointer()).isEqualTo(arm.get("sp"));
    assertThat(arm.framePointer()).isEqualTo(arm.get("fp"));
    assertThat(arm.withProgramCounter(7)).isEqualTo(arm.with("pc", 7));
    assertThat(arm.withStackPointer(8)).isEqualTo(arm.with("sp", 8));
    ThreadState fault = counting(ThreadStateFlavour.ARM_EXCEPTION_STATE64);
    assertThat(fault.faultAddress()).isEqualTo(fault.get("far"));
  }

  @Test
  void aRegisterThatIsNotThereIsRefusedWithThoseThatAre() {
    ThreadState state = counting(ThreadStateFlavour.ARM_EXCEPTION_STATE64);
    assertThat(state.has("pc")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(state::programCounter)
        .withMessage(
            "no register pc in ARM_EXCEPTION_STATE64 (4 words); it has [far, esr, exception]");
    assertThatIllegalArgumentException().isThrownBy(() -> state.with("rip", 1));
  }

  @ParameterizedTest
  @MethodSource("flavoursWithUnified")
  void aHeaderIsPutBeforeAStateAndTakenAwayAgain(ThreadStateFlavour flavour) {
    ThreadState state = counting(flavour);
    ThreadState unified = state.unified();
    assertThat(unified.flavour()).isEqualTo(flavour.unified());
    assertThat(unified.words()).hasSize(unified.flavour().words());
    assertThat(unified.words()).startsWith(flavour.number(), flavour.words(), 1, 2, 3);
    assertThat(unified.specific()).isEqualTo(state);
    assertThat(unified.unified()).isSameAs(unified);
    assertThat(state.specific()).isSameAs(state);
    assertThat(unified.registers()).isEqualTo(state.registers());
  }

  @Test
  void aShorterStateIsPaddedToTheSizeThatTheKernelWants() {
    ThreadStateFlavour narrow =
        ThreadStateFlavour.of(Architecture.X86_64, ThreadStatusConstants.x86_THREAD_STATE32);
    ThreadState unified = counting(narrow).unified();
    assertThat(unified.words()).hasSize(44).startsWith(1, 16, 1).containsSequence(15, 16, 0, 0);
    assertThat(unified.specific()).isEqualTo(counting(narrow));
  }

  @Test
  void registersCanBeChangedBehindAHeader() {
    ThreadState state = counting(ThreadStateFlavour.ARM_THREAD_STATE64).unified();
    ThreadState changed = state.withProgramCounter(0x1000);
    assertThat(changed.flavour()).isEqualTo(ThreadStateFlavour.ARM_THREAD_STATE);
    assertThat(changed.specific())
        .isEqualTo(counting(ThreadStateFlavour.ARM_THREAD_STATE64).with("pc", 0x1000));
  }

  @Test
  void whatNoUnifiedFlavourHoldsIsRefused() {
    for (ThreadState state :
        List.of(
            counting(ThreadStateFlavour.ARM_NEON_STATE64),
            ThreadState.of(ThreadStateFlavour.X86_THREAD_STATE64, new int[43]),
            ThreadState.of(ThreadStateFlavour.of(Architecture.ARM64, 99), 1, 2))) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(state::unified)
          .withMessageStartingWith("no unified flavour holds");
    }
  }

  @Test
  void aHeaderThatClaimsTooMuchIsCut() {
    int[] words = counting(ThreadStateFlavour.X86_THREAD_STATE64).unified().words();
    for (int count : new int[] {43, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
      words[1] = count;
      ThreadState state = ThreadState.of(ThreadStateFlavour.X86_THREAD_STATE, words);
      assertThat(state.specific()).isEqualTo(counting(ThreadStateFlavour.X86_THREAD_STATE64));
    }
    words[1] = 4;
    ThreadState shorter = ThreadState.of(ThreadStateFlavour.X86_THREAD_STATE, words);
    assertThat(shorter.registers().keySet()).containsExactly("rax", "rbx");
    assertThat(shorter.specific().words()).containsExactly(1, 2, 3, 4);
    words[0] = 99;
    ThreadState unknown = ThreadState.of(ThreadStateFlavour.X86_THREAD_STATE, words);
    assertThat(unknown.registers()).isEmpty();
    assertThat(unknown.specific().flavour().number()).isEqualTo(99);
  }

  @Test
  void theOldFormWithoutHeaderIsLeftAlone() {
    ThreadState old =
        ThreadState.of(ThreadStateFlavour.ARM_THREAD_STATE, IntStream.rangeClosed(1, 17).toArray());
    assertThat(old.specific()).isSameAs(old);
    assertThat(old.registers()).isEmpty();
    assertThat(old).hasToString("ARM_THREAD_STATE (17 words)");
  }

  @Test
  void aStateThatIsTooShortHasTheRegistersThatAreWhole() {
    ThreadState state = ThreadState.of(ThreadStateFlavour.X86_THREAD_STATE64, 1, 2, 3);
    assertThat(state.registers().keySet()).containsExactly("rax");
    assertThat(state.has("rbx")).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> state.get("rbx"));
    assertThatIllegalArgumentException().isThrownBy(() -> state.with("rip", 0));
  }

  @Test
  void noWordsAtAllMakeAnythingBreak() {
    Random random = new Random(20210207);
    for (int round = 0; round < 20_000; round++) {
      Architecture architecture = Architecture.values()[random.nextInt(2)];
      int number = random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(60);
      int[] words = random.ints(random.nextInt(4) == 0 ? 0 : random.nextInt(100)).toArray();
      for (int i = 0; i < Math.min(2, words.length); i++) {
        words[i] = random.nextBoolean() ? words[i] : random.nextInt(100) - 2;
      }
      ThreadState state = ThreadState.of(ThreadStateFlavour.of(architecture, number), words);
      assertThat(state.words()).isEqualTo(words);
      assertThat(state.specific().words().length).isLessThanOrEqualTo(words.length);
      assertThat(state.toString()).isNotEmpty();
      state
          .registers()
          .forEach((name, value) -> assertThat(state.with(name, value)).isEqualTo(state));
    }
  }

  @Test
  void aStateIsItsFlavourAndWordsAndCannotBeChangedFromOutside() {
    int[] words = {1, 2, 3, 4};
    ThreadState state = ThreadState.of(ThreadStateFlavour.ARM_EXCEPTION_STATE64, words);
    words[0] = 9;
    state.words()[1] = 9;
    state.registers().put("far", 9L);
    assertThat(state.words()).containsExactly(1, 2, 3, 4);
    ThreadState same = ThreadState.of(ThreadStateFlavour.ARM_EXCEPTION_STATE64, 1, 2, 3, 4);
    assertThat(same).isEqualTo(state).hasSameHashCodeAs(state);
    assertThat(ThreadState.of(ThreadStateFlavour.X86_EXCEPTION_STATE64, 1, 2, 3, 4))
        .isNotEqualTo(state);
    assertThat(ThreadState.of(ThreadStateFlavour.ARM_EXCEPTION_STATE64, 1, 2, 3))
        .isNotEqualTo(state);
    assertThat(state).isNotEqualTo("state");
  }

  @Test
  void thereIsNoStateLargerThanAnyMessage() {
    int most = ThreadStatusConstants.THREAD_STATE_MAX;
    ThreadStateFlavour flavour = ThreadStateFlavour.of(Architecture.ARM64, 99);
    assertThat(ThreadState.of(flavour, new int[most]).words()).hasSize(most);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThreadState.of(flavour, new int[most + 1]))
        .withMessage("a state of 1297 words; there are none of more than 1296");
  }

  @Test
  void itIsWrittenWithItsRegisters() {
    ThreadState state =
        ThreadState.of(ThreadStateFlavour.X86_EXCEPTION_STATE64, new int[4])
            .with("trapno", 14)
            .with("faultvaddr", 0x7fff_0000_1000L);
    assertThat(state)
        .hasToString(
            "x86_EXCEPTION_STATE64 (4 words) trapno=0xe cpu=0x0 err=0x0 faultvaddr=0x7fff00001000");
    assertThat(state.unified().toString())
        .startsWith("x86_EXCEPTION_STATE of x86_EXCEPTION_STATE64 (6 words) trapno=0xe");
    assertThat(ThreadState.of(ThreadStateFlavour.of(Architecture.ARM64, 99), 1))
        .hasToString("99 (1 words)");
  }
}
