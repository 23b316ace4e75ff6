package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machapi.census.Census;
import org.machapi.census.CensusEntry;
import org.machapi.census.LedgerAccount;
import org.machapi.census.LedgerLevel;

class DiffCommandTest {
  private static final String ONE = "a.One.run(One.java:1)";
  private static final String TWO = "a.Two.run(Two.java:2)";

  @TempDir private Path folder;

  private String file(String name, CensusEntry... entries) throws Exception {
    return Tool.write(folder, name, Samples.snapshot(entries)).toString();
  }

  @Test
  void nothingChangedIsSaidAndIsNoGrowth() throws Exception {
    String file = file("a", Samples.thread(0x103, 3, ONE));
    Tool.Outcome outcome = Tool.run("diff", "--fail-on-growth", file, file);
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("Nothing changed.");
  }

  @Test
  void whatWasNotWholeIsSaid() throws Exception {
    String whole = file("a", Samples.thread(0x103, 3, ONE));
    String less = Tool.write(folder, "b", Samples.everything()).toString();
    Tool.Outcome after = Tool.run("diff", whole, less);
    assertThat(after.out())
        .contains("after: moved while the census was taken:\n  ")
        .contains("after: not told by the kernel:\n  host_get_special_port: KERN_NO_ACCESS\n")
        .doesNotContain("before: moved", "before: not told");
    assertThat(Tool.run("diff", less, less).out())
        .contains("Nothing changed.")
        .contains("before: moved while")
        .contains("before: not told by")
        .contains("after: moved while");
    assertThat(Tool.run("diff", whole, whole).out()).doesNotContain("moved while", "not told");
    for (String format : List.of("json", "csv")) {
      Tool.Outcome outcome = Tool.run("diff", whole, less, "--format", format);
      assertThat(outcome.err())
          .contains("machports: after: 2 names moved while the census was taken, and 1 thing")
          .doesNotContain("before:");
      assertThat(Tool.run("diff", whole, whole, "--format", format).err()).isEmpty();
    }
    assertThat(after.err()).doesNotContain("moved while");
  }

  @Test
  void standardInputIsReadOnlyOnce() {
    for (String line : List.of("diff - -", "report - -", "report a - b -", "report -o - - a -")) {
      Tool.Outcome outcome =
          new Tool().reading(Tool.json(Samples.snapshot())).with(line.split(" "));
      assertThat(outcome.status()).as(line).isEqualTo(ExitStatus.USAGE);
      assertThat(outcome.err()).startsWith("Standard input can be looked at only once.");
    }
  }

  @Test
  void growthIsStatusOneIfAskedFor() throws Exception {
    String before = file("a", Samples.thread(0x103, 3, ONE));
    String after = file("b", Samples.thread(0x103, 5, ONE));
    assertThat(Tool.run("diff", before, after).status()).isEqualTo(ExitStatus.NONE);
    assertThat(Tool.run("diff", "--fail-on-growth", before, after).status())
        .isEqualTo(ExitStatus.FOUND);
    assertThat(Tool.run("diff", "--fail-on-growth", after, before).status())
        .isEqualTo(ExitStatus.NONE);
  }

  @Test
  void aPlaceThatLeaksDoesNotHideBehindOneThatGaveBack() throws Exception {
    String before = file("a", Samples.thread(0x103, 9, ONE), Samples.thread(0x203, 1, TWO));
    String after = file("b", Samples.thread(0x103, 1, ONE), Samples.thread(0x203, 4, TWO));
    Tool.Outcome outcome = Tool.run("diff", "--fail-on-growth", before, after);
    assertThat(outcome.out()).contains("-5 references");
    assertThat(outcome.status()).isEqualTo(ExitStatus.FOUND);
  }

  @Test
  void whatComesFromNoKnownPlaceDoesNotHideBehindWhatAPlaceGaveBack() throws Exception {
    for (LedgerAccount account :
        Arrays.asList(Samples.COUNTING, Samples.SAMPLING, (LedgerAccount) null)) {
      String before = hidden("a", account, 9, 1);
      String after = hidden("b", account, 1, 4);
      Tool.Outcome outcome = Tool.run("diff", "--fail-on-growth", before, after);
      assertThat(outcome.out()).contains("-5 references");
      boolean isKnown = account == Samples.COUNTING;
      assertThat(outcome.status()).isEqualTo(isKnown ? ExitStatus.FOUND : ExitStatus.NONE);
      if (isKnown) {
        assertThat(outcome.out()).contains("+3 from places unknown");
      }
      assertThat(Tool.run("diff", "--fail-on-growth", before, before).status())
          .as("nothing changed")
          .isEqualTo(ExitStatus.NONE);
    }
  }

  /** A name with rights of one place, and one with rights that have none. */
  private String hidden(String name, LedgerAccount account, int known, int unknown)
      throws Exception {
    List<CensusEntry> entries =
        List.of(Samples.thread(0x103, known, ONE), Samples.send(0x203, unknown));
    return Tool.write(folder, name, Samples.snapshot(account, entries)).toString();
  }

  @Test
  void ofTwoSamplesNoPlaceIsGrowthButTheSumIs() throws Exception {
    String before = sampled("a", Samples.SAMPLING, 9, 0);
    String after = sampled("b", Samples.SAMPLING, 1, 7);
    Tool.Outcome outcome = Tool.run("diff", "--fail-on-growth", before, after);
    assertThat(outcome.status()).as("fewer references, other samples").isEqualTo(ExitStatus.NONE);
    assertThat(outcome.err()).contains("the sum of references decides");
    assertThat(outcome.out())
        .contains("These places are samples, which differ by chance:")
        .contains("+7")
        .doesNotContain("places unknown");
    assertThat(Tool.run("diff", "--fail-on-growth", after, before).status())
        .as("more references")
        .isEqualTo(ExitStatus.FOUND);
  }

  @Test
  void whatDoesNotSayWithWhichLedgerItWasTakenIsNotComparedByPlace() throws Exception {
    String before = sampled("a", null, 9, 0);
    String after = sampled("b", Samples.COUNTING, 1, 7);
    Tool.Outcome outcome = Tool.run("diff", "--fail-on-growth", before, after);
    assertThat(outcome.status()).isEqualTo(ExitStatus.NONE);
    assertThat(outcome.out()).contains("These places are of a ledger unknown");
  }

  @Test
  void aLedgerThatWasAtAnotherLevelMeanwhileIsNotComparedByPlace() throws Exception {
    LedgerAccount again =
        new LedgerAccount(LedgerLevel.ALL, 1024, Samples.COUNTING.since().plusNanos(1));
    String before = sampled("a", Samples.COUNTING, 9, 0);
    String after = sampled("b", again, 1, 7);
    assertThat(Tool.run("diff", "--fail-on-growth", before, after).status())
        .isEqualTo(ExitStatus.NONE);
    String same = sampled("c", Samples.COUNTING, 1, 7);
    assertThat(Tool.run("diff", "--fail-on-growth", before, same).status())
        .isEqualTo(ExitStatus.FOUND);
  }

  /** Two names, whose rights come from one place each. */
  private String sampled(String name, LedgerAccount account, int one, int two) throws Exception {
    List<CensusEntry> entries =
        List.of(Samples.thread(0x103, one, ONE), Samples.thread(0x203, two, TWO));
    return Tool.write(folder, name, Samples.snapshot(account, entries)).toString();
  }

  @Test
  void placesThatCanBeComparedNeedNoRemark() throws Exception {
    String before = file("a", Samples.thread(0x103, 1, ONE));
    String after = file("b", Samples.thread(0x103, 2, ONE));
    Tool.Outcome outcome = Tool.run("diff", "--fail-on-growth", before, after);
    assertThat(outcome.out()).doesNotContain("These places are");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void jsonSaysWhatThePlacesAreAndWithWhichLedger() throws Exception {
    String before = sampled("a", Samples.SAMPLING, 9, 0);
    String after = sampled("b", Samples.COUNTING, 1, 7);
    JsonObject json =
        JsonParser.parseString(Tool.run("diff", "--format", "json", before, after).out())
            .getAsJsonObject();
    assertThat(json.get("basis").getAsString()).isEqualTo("SAMPLES");
    JsonObject ledger = json.getAsJsonObject("before").getAsJsonObject("ledger");
    assertThat(ledger.get("level").getAsString()).isEqualTo("SAMPLED");
    assertThat(ledger.get("sampling").getAsInt()).isEqualTo(16);
  }

  @Test
  void moreReferencesThanAnIntCanCountAreGrowth() throws Exception {
    CensusEntry[] entries =
        IntStream.rangeClosed(1, 7_000).mapToObj(Samples::most).toArray(CensusEntry[]::new);
    String before = file("a");
    String after = file("b", entries);
    Tool.Outcome outcome = Tool.run("diff", "--fail-on-growth", "--format", "json", before, after);
    assertThat(outcome.status()).isEqualTo(ExitStatus.FOUND);
    JsonObject json = JsonParser.parseString(outcome.out()).getAsJsonObject();
    assertThat(json.get("growth").getAsLong()).isEqualTo(2_293_725_000L);
    assertThat(total(json, "after")).isEqualTo(2_293_725_000L);
    assertThat(Tool.run("diff", before, after).out()).contains("+2293725000 references");
    assertThat(Tool.run("report", "-o", "-", before, after).out())
        .contains("<strong id=\"growth-total\">+2293725000</strong>");
  }

  @Test
  void peggedNamesAreCountedApart() throws Exception {
    String before = file("a", Samples.send(0x103, 65_535), Samples.thread(0x203, 2, ONE));
    String after = file("b", Samples.send(0x103, 65_535), Samples.thread(0x203, 3, ONE));
    assertThat(Tool.run("diff", before, after).out())
        .contains("Pegged names, whose growth nobody knows: 1")
        .doesNotContain("places unknown");
    assertThat(Tool.run("diff", before, before).out())
        .contains("Nothing changed.")
        .contains("Pegged names, whose growth nobody knows: 1");
    Tool.Outcome json = Tool.run("diff", "--format", "json", before, after);
    JsonObject difference = JsonParser.parseString(json.out()).getAsJsonObject();
    assertThat(difference.get("pegged").getAsInt()).isEqualTo(1);
    assertThat(difference.get("unaccounted").getAsInt()).isZero();
  }

  @Test
  void namesThatMovedAreCountedApartAndAreNoGrowthOfAPlace() throws Exception {
    CensusEntry none = Samples.thread(0x103, 1, ONE);
    CensusEntry torn = Samples.moved(0x103, 2, ONE);
    String before = file("a", none);
    String after = file("b", torn);
    Tool.Outcome outcome = Tool.run("diff", "--fail-on-growth", before, after);
    assertThat(outcome.status()).isEqualTo(ExitStatus.NONE);
    assertThat(outcome.out())
        .contains("Names that moved while a snapshot was taken: 1")
        .containsPattern("\\+1 +1 +2 ")
        .doesNotContain("places unknown");
    assertThat(Tool.run("diff", "--fail-on-growth", after, before).status())
        .isEqualTo(ExitStatus.NONE);
    Tool.Outcome json = Tool.run("diff", "--format", "json", before, after);
    JsonObject difference = JsonParser.parseString(json.out()).getAsJsonObject();
    assertThat(difference.get("moved").getAsInt()).isEqualTo(1);
    assertThat(difference.get("unaccounted").getAsInt()).isZero();
    String more = file("c", torn, Samples.thread(0x203, 1, ONE));
    String fewer = file("d", none, Samples.send(0x203, 1), Samples.send(0x303, 5));
    assertThat(Tool.run("diff", "--fail-on-growth", fewer, more).status())
        .as("a place of a name that stood still")
        .isEqualTo(ExitStatus.FOUND);
  }

  @Test
  void whatGrewMostStandsFirstAndWhatIsGoneLast() throws Exception {
    String before = file("a", Samples.thread(0x103, 3, ONE), Samples.thread(0x203, 1, TWO));
    String after = file("b", Samples.thread(0x203, 4, TWO), Samples.thread(0x303, 1, ONE));
    List<String> lines = Tool.run("diff", before, after).lines();
    assertThat(lines.indexOf(line(lines, "GROWN"))).isLessThan(lines.indexOf(line(lines, "NEW  ")));
    assertThat(lines.indexOf(line(lines, "NEW  "))).isLessThan(lines.indexOf(line(lines, "GONE")));
    assertThat(line(lines, "GROWN")).contains("0x203").contains("+3").contains(TWO);
  }

  private static String line(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void aNameThatWasGivenToAnotherPortIsGoneAndNew() throws Exception {
    String before = file("a", Samples.thread(0x103, 1, ONE));
    String after = file("b", Samples.port(0x103, 0));
    Tool.Outcome outcome = Tool.run("diff", "--format", "json", before, after);
    List<String> kinds =
        JsonParser.parseString(outcome.out())
            .getAsJsonObject()
            .getAsJsonArray("changes")
            .asList()
            .stream()
            .map(change -> change.getAsJsonObject())
            .peek(change -> assertThat(change.get("reuse").isJsonNull()).isFalse())
            .map(change -> change.get("kind").getAsString())
            .toList();
    assertThat(kinds).containsExactlyInAnyOrder("GONE", "NEW");
    assertThat(Tool.run("diff", before, after).out()).contains("REUSED");
  }

  @Test
  void csvHasOneRowForEachChangeWithQuotesWhereTheyBelong() throws Exception {
    String before = file("a", Samples.thread(0x103, 3, "a,\"b\""));
    String after = file("b", Samples.thread(0x103, 5, "a,\"b\""));
    List<String> lines = Tool.run("diff", "--format", "csv", before, after).lines();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("change,name,growth,before,after");
    assertThat(lines.get(1))
        .startsWith("GROWN,0x103,+2,SEND 3,SEND 5,")
        .contains("\"5 ThreadPort at a,\"\"b\"\"\"");
  }

  @Test
  void jsonSumsUpBothSides() throws Exception {
    String before = file("a", Samples.thread(0x103, 3, ONE));
    String after = file("b", Samples.thread(0x103, 5, ONE));
    JsonObject json =
        JsonParser.parseString(Tool.run("diff", "--format", "json", before, after).out())
            .getAsJsonObject();
    assertThat(total(json, "before")).isEqualTo(3);
    assertThat(total(json, "after")).isEqualTo(5);
    assertThat(json.get("growth").getAsInt()).isEqualTo(2);
  }

  private static long total(JsonObject json, String side) {
    return json.getAsJsonObject(side).getAsJsonObject("totals").get("references").getAsLong();
  }

  @Test
  void twoProcessesAndAWrongOrderAreWarnedOf() throws Exception {
    String before = file("a", Samples.thread(0x103, 3, ONE));
    Snapshot now = Samples.snapshot();
    Census other = new Census(Tool.NOON, 13, List.of(), List.of(), List.of(), null);
    String second = Tool.write(folder, "c", new Snapshot("k", other)).toString();
    assertThat(Tool.run("diff", before, second).err()).contains("two processes");
    Census older =
        new Census(
            Tool.NOON.minusSeconds(1), now.census().pid(), List.of(), List.of(), List.of(), null);
    String third = Tool.write(folder, "d", new Snapshot("k", older)).toString();
    assertThat(Tool.run("diff", before, third).err()).contains("older than the first");
  }

  @Test
  void otherNumbersOfFilesAreNoCommandLine() throws Exception {
    String file = file("a");
    for (String[] args :
        new String[][] {
          {"diff"},
          {"diff", file},
          {"diff", file, file, file},
          {"diff", file, "--demo"},
          {"diff", file, file, "--java", "1"},
          {"diff", "--java", "1"}
        }) {
      Tool.Outcome outcome = Tool.run(args);
      assertThat(outcome.status()).as(String.join(" ", args)).isEqualTo(ExitStatus.USAGE);
      assertThat(outcome.out()).isEmpty();
    }
  }
}
