package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.machapi.raw.ExceptionConstants;

class ExceptionBehaviourTest {
  private static final List<ExceptionBehaviour> BASES =
      List.of(
          ExceptionBehaviour.DEFAULT,
          ExceptionBehaviour.STATE,
          ExceptionBehaviour.STATE_IDENTITY,
          ExceptionBehaviour.IDENTITY_PROTECTED,
          ExceptionBehaviour.STATE_IDENTITY_PROTECTED);

  @Test
  void codesOf64BitsAreOneBitMore() {
    for (ExceptionBehaviour base : BASES) {
      ExceptionBehaviour wide = base.with64BitCodes();
      assertThat(wide.code()).isEqualTo(base.code() | ExceptionConstants.MACH_EXCEPTION_CODES);
      assertThat(wide.has64BitCodes()).isTrue();
      assertThat(base.has64BitCodes()).isFalse();
      assertThat(wide.base()).isEqualTo(base);
      assertThat(wide.with64BitCodes()).isEqualTo(wide);
    }
  }

  @Test
  void theBaseHasNoneOfTheBitsBeside() {
    assertThat(
            new ExceptionBehaviour(
                    ExceptionConstants.EXCEPTION_STATE | ExceptionConstants.MACH_EXCEPTION_MASK)
                .base())
        .isEqualTo(ExceptionBehaviour.STATE);
  }

  @Test
  void protectedBehavioursNeedCodesOf64Bits() {
    for (ExceptionBehaviour base : BASES) {
      assertThatCode(() -> base.with64BitCodes().requireDeliverable()).doesNotThrowAnyException();
      if (base.code() < ExceptionConstants.EXCEPTION_IDENTITY_PROTECTED) {
        assertThatCode(base::requireDeliverable).doesNotThrowAnyException();
      } else {
        assertThatIllegalArgumentException()
            .isThrownBy(base::requireDeliverable)
            .withMessageContaining(base.toString());
      }
    }
  }

  @Test
  void isWrittenWithTheNamesOfTheHeaders() {
    assertThat(ExceptionBehaviour.DEFAULT).hasToString("EXCEPTION_DEFAULT");
    assertThat(ExceptionBehaviour.STATE.with64BitCodes().toString())
        .contains("EXCEPTION_STATE")
        .contains("MACH_EXCEPTION_CODES");
    assertThat(new ExceptionBehaviour(77).toString()).contains("0x4d");
  }
}
