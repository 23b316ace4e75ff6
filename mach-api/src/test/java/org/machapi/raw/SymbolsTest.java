package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolsTest {

  @ParameterizedTest
  @CsvSource({
    "0, KERN_SUCCESS",
    "15, KERN_INVALID_NAME",
    "0x10000003, MACH_SEND_INVALID_DEST",
    "0x10004003, MACH_RCV_TIMED_OUT",
    "-308, MIG_SERVER_DIED",
    "1102, BOOTSTRAP_UNKNOWN_SERVICE",
    "0x1000600c, MACH_RCV_BODY_ERROR|MACH_MSG_IPC_SPACE",
    "0x1000540b, MACH_RCV_HEADER_ERROR|MACH_MSG_VM_SPACE|MACH_MSG_VM_KERNEL",
    "0x1000280d, MACH_SEND_NO_BUFFER|MACH_MSG_IPC_SPACE|MACH_MSG_IPC_KERNEL",
  })
  void aReturnCodeIsWrittenAsTheHeadersCallIt(String code, String symbol) {
    assertThat(Symbols.kernReturn(Integer.decode(code))).isEqualTo(symbol);
  }

  @ParameterizedTest
  @CsvSource({
    "57, 57",
    "256, 256",
    "-310, -310",
    "0x200, 512",
    "0x40f, 1039",
    "0xe0000001, 0xe0000001"
  })
  void anUnknownReturnCodeIsWrittenAsANumberAndNotTakenApart(String code, String written) {
    assertThat(Symbols.kernReturn((int) (long) Long.decode(code))).isEqualTo(written);
  }

  @Test
  void anUnknownMessageCodeKeepsItsSpecialBits() {
    assertThat(Symbols.kernReturn(0x1000_6099)).isEqualTo("0x10004099|MACH_MSG_IPC_SPACE");
  }

  @Test
  void specialBitsThatTheKernelReturnsAloneAreNamedToo() {
    assertThat(Symbols.kernReturn(0x400)).isEqualTo("MACH_MSG_VM_KERNEL");
    assertThat(Symbols.meaning(0x400)).isEqualTo("the kernel had too little memory for the data");
    assertThat(Symbols.kernReturn(0x2800)).isEqualTo("MACH_MSG_IPC_SPACE|MACH_MSG_IPC_KERNEL");
  }

  @Test
  void theMeaningNamesWhatEachSpecialBitSays() {
    assertThat(Symbols.meaning(0x1000_600c))
        .isEqualTo(
            Symbols.meaning(MessageConstants.MACH_RCV_BODY_ERROR)
                + ": no name was free in the port space of the receiver");
    assertThat(Symbols.meaning(0x1000_540c))
        .contains("no address range was free", "the kernel had too little memory for the data");
  }

  @ParameterizedTest
  @MethodSource("returnCodes")
  void everyReturnCodeHasAMeaningThatFitsIntoAMessage(String symbol) {
    String meaning = Symbols.meaning(Symbols.RETURN_CODES.parse(symbol));

    assertThat(meaning)
        .isNotEqualTo(Symbols.meaning(57))
        .doesNotEndWith(".")
        .hasSizeBetween(7, 120);
    assertThat(meaning.charAt(0)).isLowerCase();
  }

  static Set<String> returnCodes() {
    return Symbols.RETURN_CODES.symbols().keySet();
  }

  @Test
  void aCodeThatNoHeaderKnowsHasNoMeaningMadeUp() {
    assertThat(Symbols.meaning(57)).isEqualTo("no code of Mach's headers");
    assertThat(Symbols.meaning(0x1000_4099)).isEqualTo("no code of Mach's headers");
    assertThat(Symbols.meaning(0x400 | 15)).isEqualTo("no code of Mach's headers");
  }

  @Test
  void masksAndTypesAreWrittenBitByBitAndWholeSetsByTheirName() {
    assertThat(Symbols.EXCEPTION_MASKS.name(0x402)).isEqualTo("EXC_MASK_BAD_ACCESS|EXC_MASK_CRASH");
    assertThat(Symbols.EXCEPTION_MASKS.name(0x1ffe)).isEqualTo("EXC_MASK_ALL|EXC_MASK_CRASH");
    assertThat(Symbols.EXCEPTION_MASKS.name(0)).isEqualTo("0x0");
    assertThat(Symbols.EXCEPTION_MASKS.name(3)).isEqualTo("0x1|EXC_MASK_BAD_ACCESS");
    assertThat(Symbols.TYPES.name(0x8003_0000))
        .isEqualTo("MACH_PORT_TYPE_SEND|MACH_PORT_TYPE_RECEIVE|MACH_PORT_TYPE_DNREQUEST");
    assertThat(Symbols.TYPES.name(0)).isEqualTo("MACH_PORT_TYPE_NONE");
  }

  @Test
  void aBehaviourStandsBeforeItsBits() {
    assertThat(Symbols.BEHAVIOURS.name(0x8000_0003))
        .isEqualTo("EXCEPTION_STATE_IDENTITY|MACH_EXCEPTION_CODES");
    assertThat(Symbols.BEHAVIOURS.name(0x8000_0009)).isEqualTo("0x9|MACH_EXCEPTION_CODES");
    assertThat(Symbols.BEHAVIOURS.name(0x4000_0000)).isEqualTo("MACH_EXCEPTION_ERRORS");
  }

  @Test
  void aReceivedRightIsWrittenAsAMovedOneAndBothSpellingsAreRead() {
    assertThat(Symbols.DISPOSITIONS.name(17)).isEqualTo("MACH_MSG_TYPE_MOVE_SEND");
    assertThat(Symbols.DISPOSITIONS.parse("MACH_MSG_TYPE_PORT_SEND")).isEqualTo(17);
    assertThat(Symbols.DISPOSITIONS.name(-1)).isEqualTo("MACH_MSG_TYPE_POLYMORPHIC");
  }

  @Test
  void theSameFlavourNumberIsNotTheSameFlavourOnBothArchitectures() {
    assertThat(Symbols.X86_THREAD_STATE_FLAVOURS.name(6)).isEqualTo("x86_EXCEPTION_STATE64");
    assertThat(Symbols.ARM_THREAD_STATE_FLAVOURS.name(6)).isEqualTo("ARM_THREAD_STATE64");
    assertThat(Symbols.X86_THREAD_STATE_FLAVOURS.parse("THREAD_STATE_NONE")).isEqualTo(13);
    assertThat(Symbols.ARM_THREAD_STATE_FLAVOURS.parse("THREAD_STATE_NONE")).isEqualTo(5);
  }

  @Test
  void kernelObjectsOfEarlierReleasesAreKnown() {
    assertThat(Symbols.kobject(1)).isEqualTo("IKOT_THREAD_CONTROL");
    assertThat(Symbols.kobject(19)).isEqualTo("IKOT_MAIN_DEVICE");
    assertThat(Symbols.KOBJECT_TYPES.parse("IKOT_MASTER_DEVICE")).isEqualTo(19);
    assertThat(Symbols.kobject(10)).isEqualTo("10");
  }

  @ParameterizedTest
  @MethodSource("families")
  void everySymbolIsReadBackAsItsNumber(SymbolFamily family) {
    assertThat(family.symbols()).isNotEmpty();
    family
        .symbols()
        .forEach(
            (symbol, value) -> {
              assertThat(family.parse(symbol)).as(symbol).isEqualTo(value);
              assertThat(family.covers(value)).as(symbol).isTrue();
              assertThat(family.parse(family.name(value))).as(symbol).isEqualTo(value);
            });
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyNumberIsReadBackAsItWasWritten(SymbolFamily family) {
    IntStream edges =
        IntStream.of(
            0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0xffff, 0x10000, -0xffff, -0x10000);
    IntStream bits = IntStream.range(0, 32).map(bit -> 1 << bit);
    // A fixed walk over all of int, coprime to its size, so that it meets every bit pattern class.
    IntStream walk = IntStream.range(0, 20_000).map(step -> step * 0x9e3779b1);

    Stream.of(edges, bits, walk, IntStream.range(-400, 1200))
        .flatMapToInt(numbers -> numbers)
        .forEach(number -> assertThat(family.parse(family.name(number))).isEqualTo(number));
  }

  @ParameterizedTest
  @MethodSource("families")
  void aNumberIsReadInEitherNotationAndBlanksDoNotMatter(SymbolFamily family) {
    assertThat(family.parse("17")).isEqualTo(17);
    assertThat(family.parse("0x11")).isEqualTo(17);
    assertThat(family.parse("-5")).isEqualTo(-5);
    assertThat(family.parse("0xfffffffb")).isEqualTo(-5);
    assertThat(family.parse("4294967291")).isEqualTo(-5);
    assertThat(family.parse(" 0x10 |  1 ")).isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|",
        "KERN_INVALID_NAM",
        "kern_invalid_name",
        "KERN_SUCCESS|",
        "017",
        "#11",
        "+1",
        "0x",
        "0x100000000",
        "-2147483649",
        "1.5",
        "- 1",
        "99999999999999999999"
      })
  void whatIsNeitherSymbolNorNumberIsRefusedAndNamed(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbols.RETURN_CODES.parse(text))
        .withMessageContaining("in \"" + text + "\"")
        .withMessageContaining("neither a return code nor a number of 32 bits");
  }

  @Test
  void noSymbolOfAFamilysKindIsForgotten() {
    assertThat(Symbols.RETURN_CODES.symbols().keySet())
        .containsAll(constants(KernReturnConstants.class, "KERN_(?!RETURN_MAX).*"))
        .containsAll(constants(MigErrorConstants.class, "MIG_.*"))
        .containsAll(constants(BootstrapConstants.class, "BOOTSTRAP_(?!MAX_).*"))
        .containsAll(messageCodes());
    assertThat(Symbols.EXCEPTION_MASKS.symbols().keySet())
        .containsExactlyInAnyOrderElementsOf(constants(ExceptionConstants.class, "EXC_MASK_.*"));
    assertThat(Symbols.BEHAVIOURS.symbols().keySet())
        .containsExactlyInAnyOrderElementsOf(
            constants(ExceptionConstants.class, "EXCEPTION_.*|MACH_EXCEPTION_(?!MASK).*"));
    assertThat(Symbols.RIGHTS.symbols().keySet())
        .containsExactlyInAnyOrderElementsOf(
            constants(PortConstants.class, "MACH_PORT_RIGHT_(?!NUMBER).*"));
    assertThat(Symbols.TYPES.symbols().keySet())
        .containsExactlyInAnyOrderElementsOf(constants(PortConstants.class, "MACH_PORT_TYPE_.*"));
    assertThat(Symbols.DISPOSITIONS.symbols().keySet())
        .containsExactlyInAnyOrderElementsOf(
            constants(MessageConstants.class, "MACH_MSG_TYPE_(?!LAST).*"));
    assertThat(Symbols.NOTIFICATIONS.symbols().keySet())
        .containsExactlyInAnyOrderElementsOf(
            constants(NotifyConstants.class, "MACH_NOTIFY_(?!FIRST|LAST).*"));
    assertThat(Symbols.KOBJECT_TYPES.symbols().keySet())
        .containsExactlyInAnyOrderElementsOf(constants(KobjectConstants.class, "IKOT_.*"));
    assertThat(Symbols.GUARD_FLAVOURS.symbols().keySet())
        .containsExactlyInAnyOrderElementsOf(constants(PortConstants.class, "kGUARD_EXC_.*"));
    assertThat(Symbols.X86_THREAD_STATE_FLAVOURS.symbols().keySet())
        .containsAll(constants(ThreadStatusConstants.class, "x86_.*(?<!_COUNT|_NONE)"));
    assertThat(Symbols.ARM_THREAD_STATE_FLAVOURS.symbols().keySet())
        .containsAll(constants(ThreadStatusConstants.class, "ARM_.*(?<!_COUNT|_NONE)"));
  }

  /** The send and receive codes, told from the options of the same prefix by their number. */
  private static List<String> messageCodes() {
    List<String> codes = constants(MessageConstants.class, "MACH_(SEND|RCV)_.*");
    codes.removeIf(symbol -> (value(MessageConstants.class, symbol) & 0xffff_0000) != 0x1000_0000);
    assertThat(codes).hasSizeGreaterThan(30);
    return codes;
  }

  private static List<String> constants(Class<?> type, String pattern) {
    List<String> names = new ArrayList<>();
    for (Field field : type.getFields()) {
      if (field.getName().matches(pattern)) {
        names.add(field.getName());
      }
    }
    assertThat(names).isNotEmpty();
    return names;
  }

  private static int value(Class<?> type, String symbol) {
    try {
      return type.getField(symbol).getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static List<SymbolFamily> families() throws IllegalAccessException {
    List<SymbolFamily> families = new ArrayList<>();
    for (Class<?> type : List.of(Symbols.class, ExceptionCodeSymbols.class)) {
      for (Field field : type.getFields()) {
        assertThat(Modifier.isStatic(field.getModifiers())).isTrue();
        families.add((SymbolFamily) field.get(null));
      }
    }
    assertThat(families).hasSize(12 + 19);
    return families;
  }
}
