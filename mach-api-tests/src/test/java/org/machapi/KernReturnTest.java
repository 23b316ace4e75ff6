package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernReturnTest {

  @ParameterizedTest
  @CsvSource({
    "0, KERN_SUCCESS (0)",
    "15, KERN_INVALID_NAME (15)",
    "17, KERN_INVALID_RIGHT (17)",
    "-308, MIG_SERVER_DIED (-308)",
    "0x10000004, MACH_SEND_TIMED_OUT (0x10000004)",
    "0x10004003, MACH_RCV_TIMED_OUT (0x10004003)",
    "0x1000600c, MACH_RCV_BODY_ERROR|MACH_MSG_IPC_SPACE (0x1000600c)",
  })
  void aCodeReadsAsSymbolAndNumber(String code, String text) {
    assertThat(new KernReturn(Integer.decode(code))).hasToString(text);
  }

  @Test
  void anUnknownCodeReadsAsItsNumber() {
    KernReturn unknown = new KernReturn(4711);
    assertThat(unknown.symbol()).contains("4711");
    assertThat(unknown.meaning()).isNotBlank();
  }

  @Test
  void onlyKernSuccessIsSuccess() {
    assertThat(new KernReturn(KERN_SUCCESS).isSuccess()).isTrue();
    assertThat(new KernReturn(1).isSuccess()).isFalse();
    assertThat(new KernReturn(-1).isSuccess()).isFalse();
  }

  @Test
  void everyCodeHasAMeaningInWordsWithoutAFullStop() {
    for (int code = 0; code <= 53; code++) {
      assertThat(new KernReturn(code).meaning()).isNotBlank().doesNotEndWith(".");
    }
    assertThat(new KernReturn(0x10000004).meaning()).isNotBlank().doesNotEndWith(".");
  }
}
