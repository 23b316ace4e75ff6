package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.raw.SymbolFamily;
import org.machapi.raw.Symbols;
import org.machapi.raw.ThreadStatusConstants;

class ThreadStateFlavourTest {
  private static SymbolFamily symbolsOf(Architecture architecture) {
    return architecture == Architecture.X86_64
        ? Symbols.X86_THREAD_STATE_FLAVOURS
        : Symbols.ARM_THREAD_STATE_FLAVOURS;
  }

  static List<ThreadStateFlavour> constants() throws IllegalAccessException {
    List<ThreadStateFlavour> constants = new ArrayList<>();
    for (Field field : ThreadStateFlavour.class.getFields()) {
      constants.add((ThreadStateFlavour) field.get(null));
    }
    assertThat(constants).hasSize(11);
    return constants;
  }

  @Test
  void eachConstantIsTheFlavourThatItsNameSays() throws IllegalAccessException {
    for (Field field : ThreadStateFlavour.class.getFields()) {
      assertThat(field.get(null).toString()).isEqualToIgnoringCase(field.getName());
    }
  }

  @ParameterizedTest
  @MethodSource("constants")
  void aFlavourIsItsArchitectureAndNumber(ThreadStateFlavour flavour) {
    ThreadStateFlavour same = ThreadStateFlavour.of(flavour.architecture(), flavour.number());
    assertThat(same).isEqualTo(flavour).hasSameHashCodeAs(flavour);
    Architecture other =
        flavour.architecture() == Architecture.ARM64 ? Architecture.X86_64 : Architecture.ARM64;
    assertThat(ThreadStateFlavour.of(other, flavour.number())).isNotEqualTo(flavour);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void everyNamedFlavourHasTheWordsOfTheHeaders(Architecture architecture)
      throws ReflectiveOperationException {
    for (Map.Entry<String, Integer> symbol : symbolsOf(architecture).symbols().entrySet()) {
      String name = symbol.getKey();
      ThreadStateFlavour flavour = ThreadStateFlavour.of(architecture, symbol.getValue());
      if (name.equals("THREAD_STATE_NONE")) {
        assertThat(flavour.words()).isZero();
        continue;
      }
      String count = name.equals("ARM_THREAD_STATE") ? "ARM_UNIFIED_THREAD_STATE" : name;
      assertThat(flavour.words())
          .as(name)
          .isEqualTo(ThreadStatusConstants.class.getField(count + "_COUNT").getInt(null));
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void aUnifiedFlavourHoldsTheLargestOfItsOwnAndAHeader(Architecture architecture) {
    for (int number : symbolsOf(architecture).symbols().values()) {
      ThreadStateFlavour flavour = ThreadStateFlavour.of(architecture, number);
      ThreadStateFlavour unified = flavour.unified();
      if (unified != null) {
        assertThat(unified.isUnified()).as("%s", flavour).isTrue();
        assertThat(unified.unified()).isNull();
        assertThat(flavour.isUnified()).isFalse();
        assertThat(flavour.words()).isLessThanOrEqualTo(unified.words() - 2);
        if (flavour.toString().endsWith("64")) {
          assertThat(flavour.words()).isEqualTo(unified.words() - 2);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X86_64, 4, x86_THREAD_STATE",
    "X86_64, 1, x86_THREAD_STATE",
    "X86_64, 6, x86_EXCEPTION_STATE",
    "X86_64, 5, x86_FLOAT_STATE",
    "X86_64, 11, x86_DEBUG_STATE",
    "X86_64, 17, x86_AVX_STATE",
    "X86_64, 20, x86_AVX512_STATE",
    "ARM64, 6, ARM_THREAD_STATE",
    "ARM64, 9, ARM_THREAD_STATE",
    "ARM64, 7, ",
    "ARM64, 15, ",
    "ARM64, 17, ",
    "X86_64, 7, ",
    "ARM64, 1, ",
    "X86_64, 99, "
  })
  void theUnifiedFlavourIsThatOfTheHeaders(Architecture architecture, int number, String unified) {
    ThreadStateFlavour found = ThreadStateFlavour.of(architecture, number).unified();
    assertThat(found == null ? null : found.toString()).isEqualTo(unified);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void anUnknownNumberIsKept(Architecture architecture) {
    for (int number : new int[] {0, -1, 99, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      ThreadStateFlavour flavour = ThreadStateFlavour.of(architecture, number);
      assertThat(flavour.number()).isEqualTo(number);
      assertThat(flavour.words()).isZero();
      assertThat(flavour.isUnified()).isFalse();
      assertThat(flavour.unified()).isNull();
      assertThat(flavour.toString()).matches("-?\\d+|0x[0-9a-f]+");
    }
  }

  @Test
  void thereIsNoFlavourWithoutArchitecture() {
    assertThatNullPointerException().isThrownBy(() -> ThreadStateFlavour.of(null, 1));
  }
}
