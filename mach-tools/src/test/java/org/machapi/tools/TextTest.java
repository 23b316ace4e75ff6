package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.machapi.census.CensusEntry;

/** Tables, and what may stand in them. */
class TextTest {
  private static TextTable table(int widest) {
    return new TextTable(
        List.of(
            TextTable.Heading.text("A"),
            TextTable.Heading.text("EMPTY"),
            TextTable.Heading.number("N")),
        widest,
        false);
  }

  @Test
  void columnsAreAlignedAndEmptyOnesLeftOut() {
    TextTable table = table(20);
    table.add(List.of("one", "", "7"));
    table.add(List.of("three", "", "1234"));
    assertThat(table.lines()).containsExactly("A         N", "one       7", "three  1234");
  }

  @Test
  void wideCharactersTakeTwoPlacesAndAccentsNone() {
    TextTable table = table(20);
    table.add(List.of("\u6f22\u5b57", "", "1"));
    table.add(List.of("e\u0301", "", "2"));
    assertThat(table.lines()).containsExactly("A     N", "\u6f22\u5b57  1", "e\u0301     2");
  }

  @Test
  void longCellsEndInAnEllipsis() {
    TextTable table = table(4);
    table.add(List.of("abcd", "", "1"));
    table.add(List.of("abcde", "", "1"));
    table.add(List.of("\u6f22\u5b57\u6f22", "", "1"));
    assertThat(table.lines())
        .containsExactly("A     N", "abcd  1", "abc\u2026  1", "\u6f22\u2026   1");
  }

  @Test
  void aTableThatShortensNothingIsNotAsWideAsItsWidestCell() {
    String wide = "x".repeat(70_000);
    TextTable table = table(TextTable.WHOLE);
    table.add(List.of(wide, "", "1"));
    table.add(List.of("a", "", "2"));
    assertThat(table.lines().get(1)).isEqualTo(wide + "  1");
    assertThat(table.lines().get(2)).as("no row is padded further").hasSize(64 * 1024 + 3);
  }

  @Test
  void wideShortensNothingHoweverLong() {
    List<Integer> sets = IntStream.rangeClosed(1, 10_000).boxed().toList();
    CensusEntry bare = Samples.port(0x103, 0);
    CensusEntry entry =
        new CensusEntry(
            bare.name(),
            bare.type(),
            bare.references(),
            bare.standsFor(),
            bare.portNumber(),
            bare.receive(),
            sets,
            bare.members(),
            bare.roles(),
            bare.isChanged(),
            bare.unread(),
            bare.label(),
            bare.holdings());
    String json = Tool.json(Samples.snapshot(entry));
    assertThat(new Tool().reading(json).with("list", "-", "--wide").out())
        .contains("0x1 0x2 ")
        .contains(" 0x2710 ")
        .doesNotContain("\u2026");
  }

  @Test
  void rowsHaveAsManyCellsAsThereAreColumns() {
    assertThatThrownBy(() -> table(4).add(List.of("one")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void coloursAreThereOnlyIfAskedFor() {
    String plain = Tool.run("list", "--demo").out();
    String coloured = new Tool().coloured().with("list", "--demo").out();
    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured).contains("\u001b[1mNAME");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void whatActsOnATerminalIsWrittenAsANumber() {
    assertThat(Printable.of("a\u001b[2J\r\nb\u202e\u200b\ud800 \u00e9\ud83d\ude00"))
        .isEqualTo("a\\u{1b}[2J\\u{d}\\u{a}b\\u{202e}\\u{200b}\\u{d800} \u00e9\ud83d\ude00");
  }

  @Test
  void theListSaysIfPlacesAreSamples() {
    List<CensusEntry> entries = List.of(Samples.thread(0x103, 10, "a"));
    String sampled = Tool.json(Samples.snapshot(Samples.SAMPLING, entries));
    assertThat(new Tool().reading(sampled).with("list", "-").out())
        .contains("of what a ledger at SAMPLED, one right in 16 wrote down:");
    assertThat(new Tool().reading(sampled).with("list", "--format", "json", "-").out())
        .contains("\"level\": \"SAMPLED\"");
    String whole = Tool.json(Samples.snapshot(Samples.COUNTING, entries));
    assertThat(new Tool().reading(whole).with("list", "-").out())
        .contains("Held by the program, and where it was acquired:");
  }

  @Test
  void aHostileLabelForgesNoRow() {
    String json = Tool.json(Samples.everything());
    List<String> lines = new Tool().reading(json).with("list", "-").lines();
    assertThat(lines.stream().filter(line -> line.startsWith("0x"))).hasSize(2);
    assertThat(String.join("", lines)).doesNotContain("\u001b", "\u202e", "\r");
  }
}
