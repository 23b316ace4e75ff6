package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.machapi.raw.ExceptionConstants;

class ExceptionMaskTest {

  @Test
  void holdsTheTypesItWasMadeOfAndNoOthers() {
    ExceptionMask mask = ExceptionMask.of(ExceptionType.BREAKPOINT, ExceptionType.GUARD);
    assertThat(mask.bits())
        .isEqualTo(ExceptionConstants.EXC_MASK_BREAKPOINT | ExceptionConstants.EXC_MASK_GUARD);
    assertThat(mask.has(ExceptionType.BREAKPOINT)).isTrue();
    assertThat(mask.has(ExceptionType.GUARD)).isTrue();
    assertThat(mask.has(ExceptionType.CRASH)).isFalse();
  }

  @Test
  void ofNoTypesItIsEmpty() {
    assertThat(ExceptionMask.of().isEmpty()).isTrue();
    assertThat(ExceptionMask.of(ExceptionType.CRASH).isEmpty()).isFalse();
  }

  @Test
  void anIntersectionHasWhatBothHave() {
    ExceptionMask both =
        ExceptionMask.of(ExceptionType.BAD_ACCESS, ExceptionType.CRASH)
            .and(ExceptionMask.NEEDED_BY_THE_JVM);
    assertThat(both).isEqualTo(ExceptionType.BAD_ACCESS.mask());
  }

  @Test
  void allLeavesOutCrashAndCorpse() {
    assertThat(ExceptionMask.ALL.has(ExceptionType.CRASH)).isFalse();
    assertThat(ExceptionMask.ALL.has(ExceptionType.CORPSE_NOTIFY)).isFalse();
    assertThat(ExceptionMask.ALL.has(ExceptionType.BAD_ACCESS)).isTrue();
    assertThat(ExceptionMask.ALL.has(ExceptionType.GUARD)).isTrue();
  }

  @Test
  void theJvmNeedsAccessInstructionAndArithmetic() {
    assertThat(ExceptionMask.NEEDED_BY_THE_JVM)
        .isEqualTo(
            ExceptionMask.of(
                ExceptionType.BAD_ACCESS, ExceptionType.BAD_INSTRUCTION, ExceptionType.ARITHMETIC));
  }

  @Test
  void isWrittenWithTheNamesOfTheHeaders() {
    assertThat(ExceptionMask.of(ExceptionType.BREAKPOINT)).hasToString("EXC_MASK_BREAKPOINT");
    assertThat(new ExceptionMask(1 << 30 | 1 << 6).toString())
        .contains("EXC_MASK_BREAKPOINT")
        .contains("40000000");
  }
}
