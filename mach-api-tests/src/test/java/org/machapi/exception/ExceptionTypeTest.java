package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.raw.ExceptionConstants;

class ExceptionTypeTest {

  @ParameterizedTest
  @CsvSource({
    "1, EXC_BAD_ACCESS, EXC_MASK_BAD_ACCESS",
    "2, EXC_BAD_INSTRUCTION, EXC_MASK_BAD_INSTRUCTION",
    "3, EXC_ARITHMETIC, EXC_MASK_ARITHMETIC",
    "4, EXC_EMULATION, EXC_MASK_EMULATION",
    "5, EXC_SOFTWARE, EXC_MASK_SOFTWARE",
    "6, EXC_BREAKPOINT, EXC_MASK_BREAKPOINT",
    "7, EXC_SYSCALL, EXC_MASK_SYSCALL",
    "8, EXC_MACH_SYSCALL, EXC_MASK_MACH_SYSCALL",
    "9, EXC_RPC_ALERT, EXC_MASK_RPC_ALERT",
    "10, EXC_CRASH, EXC_MASK_CRASH",
    "11, EXC_RESOURCE, EXC_MASK_RESOURCE",
    "12, EXC_GUARD, EXC_MASK_GUARD",
    "13, EXC_CORPSE_NOTIFY, EXC_MASK_CORPSE_NOTIFY"
  })
  void hasItsNameAndItsMask(int number, String name, String mask) throws Exception {
    ExceptionType type = new ExceptionType(number);
    assertThat(type).hasToString(name);
    assertThat(type.mask().bits()).isEqualTo(ExceptionConstants.class.getField(mask).getInt(null));
  }

  @Test
  void anUnknownNumberIsKept() {
    assertThat(new ExceptionType(4711).number()).isEqualTo(4711);
    assertThat(new ExceptionType(4711).toString()).contains("4711");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 32, 33, 64, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void aNumberThatNoMaskHasABitForIsInNoMask(int number) {
    ExceptionType type = new ExceptionType(number);
    assertThat(type.mask().isEmpty()).isTrue();
    assertThat(new ExceptionMask(-1).has(type)).isFalse();
  }
}
