package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.census.CensusEntry;
import org.machapi.raw.PortConstants;

/** A snapshot can be read again whatever the program calls its ports. */
class CuttingWriterTest {
  private static String labelReadBack(String label) throws Exception {
    CensusEntry entry = Samples.port(0x103, PortConstants.MACH_PORT_TYPE_RECEIVE, null, label);
    return Tool.read(Tool.json(Samples.snapshot(entry))).census().entries().get(0).label();
  }

  /** Also texts of which JSON makes more characters than there are. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\u0001", "\"", "\\", "\u2028", "\u00e9", "\ud83d\ude00", "a\n"})
  void aLabelThatIsTooLongIsCutVisibly(String part) throws Exception {
    String label = part.repeat(70_000);
    String read = labelReadBack(label);
    assertThat(read).endsWith("\u2026").hasSizeGreaterThan(10_000);
    String beginning = read.substring(0, read.length() - 1);
    assertThat(label).startsWith(beginning);
    assertThat(Character.isHighSurrogate(beginning.charAt(beginning.length() - 1)))
        .as("a character is halved")
        .isFalse();
  }

  @Test
  void aLabelThatIsJustShortEnoughStaysWhole() throws Exception {
    String longest = "a".repeat(BoundedReader.LONGEST_TEXT);
    assertThat(labelReadBack(longest)).isEqualTo(longest);
    assertThat(labelReadBack(longest + "a"))
        .isEqualTo("a".repeat(BoundedReader.LONGEST_TEXT - 1) + "\u2026");
  }

  @Test
  void kernelsPlacesAndDoubtsAreCutToo() throws Exception {
    String text = "x".repeat(70_000);
    Snapshot whole = Samples.snapshot(Samples.thread(0x103, 1, text));
    Snapshot read = Tool.read(Tool.json(new Snapshot(text, whole.census())));
    assertThat(read.kernel()).endsWith("x\u2026");
    assertThat(read.census().entries().get(0).holdings().get(0).site()).endsWith("x\u2026");
  }
}
