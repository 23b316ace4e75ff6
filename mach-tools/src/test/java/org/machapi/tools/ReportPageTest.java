package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machapi.census.CensusEntry;

class ReportPageTest {
  @TempDir private Path folder;

  private static String page(Snapshot... snapshots) throws Exception {
    return new ReportPage(series(snapshots)).html();
  }

  private static Series series(Snapshot... snapshots) {
    Series series = new Series(snapshots[0]);
    Stream.of(snapshots).skip(1).forEach(series::add);
    return series;
  }

  @Test
  void whatProgramsSayOfThemselvesIsEscaped() throws Exception {
    String page = page(Samples.everything());
    assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;");
    assertThat(page).doesNotContain("<script>alert");
    assertThat(page.split("<script", -1)).as("the two scripts of the page").hasSize(3);
    assertThat(page).as("no direction marks, no escapes").doesNotContain("\u202e", "\u001b");
  }

  @Test
  void hostileKernelsAndPlacesAreEscapedToo() throws Exception {
    String bad = "<img src=x onerror=alert(1)>";
    Snapshot snapshot = Samples.snapshot(Samples.thread(0x103, 1, bad));
    String page = page(new Snapshot(bad, snapshot.census()));
    assertThat(page).doesNotContain("<img").contains("&lt;img");
  }

  @Test
  void nothingIsLoadedAndOnlyTheTwoScriptsMayRun() throws Exception {
    String page = page(Tool.demo());
    assertThat(page).doesNotContain(" src=", "<link", "@import", "url(", "href=\"http");
    Matcher policy =
        Pattern.compile("Content-Security-Policy\" content=\"([^\"]+)\"").matcher(page);
    assertThat(policy.find()).isTrue();
    assertThat(policy.group(1)).startsWith("default-src 'none'").doesNotContain("unsafe");
    Matcher script = Pattern.compile("(?s)<script>(.*?)</script>").matcher(page);
    int count = 0;
    while (script.find()) {
      assertThat(policy.group(1)).contains(hash(script.group(1)));
      count++;
    }
    assertThat(count).isEqualTo(2);
    assertThat(page).doesNotContainPattern("<[^>]* (style|on[a-z]+)=");
  }

  private static String hash(String text) throws Exception {
    return "'sha256-"
        + Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
        + "'";
  }

  @Test
  void theLicenceOfTheLibraryInItStaysInIt() throws Exception {
    assertThat(page(Tool.demo())).contains("MIT License").contains("Jonny Str\u00f6mberg");
  }

  @Test
  void totalsOfSeveralSnapshotsAreALine() throws Exception {
    Snapshot one = Samples.snapshot(Samples.thread(0x103, 10, "a"));
    Snapshot two = Samples.snapshot(Samples.thread(0x103, 40, "a"));
    String page = page(one, two);
    assertThat(page).contains("class=\"references\" points=\"0.0,120.0 640.0,0.0\"");
    assertThat(page).contains("<strong id=\"growth-total\">+30</strong>");
    assertThat(page).contains("2026-01-31T12:00:00Z: 40 references, 1 name");
    assertThat(page(one)).doesNotContain("growth-total").doesNotContain("<polyline");
  }

  @Test
  void placesThatAreSamplesAreCalledSo() throws Exception {
    List<CensusEntry> entries = List.of(Samples.thread(0x103, 10, "a"));
    Snapshot sampled = Samples.snapshot(Samples.SAMPLING, entries);
    Snapshot whole = Samples.snapshot(Samples.COUNTING, entries);
    assertThat(page(sampled))
        .contains("Of what a ledger at SAMPLED, one right in 16 wrote down")
        .doesNotContain("snapshot are samples");
    assertThat(page(sampled, whole))
        .contains("The places of the first and the last snapshot are samples, which differ")
        .doesNotContain("wrote down");
    assertThat(page(whole, whole)).doesNotContain("wrote down", "snapshot are samples");
  }

  @Test
  void aSpaceWithoutNamesIsAPageToo() throws Exception {
    assertThat(page(Samples.snapshot())).contains("<strong id=\"names-total\">0</strong>");
  }

  @Test
  void moreNamesThanABrowserCanShowAreCounted() throws Exception {
    Snapshot many =
        Samples.snapshot(
            IntStream.rangeClosed(1, ReportPage.MOST_ROWS + 3)
                .mapToObj(name -> Samples.port(name, 0))
                .toList());
    String page = page(many);
    assertThat(page.split("<tr data-order", -1)).hasSize(ReportPage.MOST_ROWS + 1);
    assertThat(page).contains("3 names with the fewest references are left out");
  }

  @Test
  void snapshotsAreSortedByTime() throws Exception {
    Path early = Tool.write(folder, "early", Samples.snapshot(Samples.port(1, 0)));
    String late = Tool.json(Tool.demo()).replace("2026-01-31T12:00:00Z", "2026-01-31T13:00:00Z");
    Path last = Files.writeString(folder.resolve("late"), late);
    Path out = folder.resolve("page.html");
    Tool.Outcome outcome =
        Tool.run("report", "-o", out.toString(), last.toString(), early.toString());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(Files.readString(out)).contains("<strong id=\"references-total\">530</strong>");
  }

  @Test
  void snapshotsOfSeveralProcessesAreJoinedWithAWarning() throws Exception {
    Snapshot twelve = Samples.snapshot(Samples.port(1, 0));
    String of12 = Tool.write(folder, "12", twelve).toString();
    String again = Tool.write(folder, "again", twelve).toString();
    String of13 =
        Files.writeString(
                folder.resolve("13"), Tool.json(twelve).replace("\"pid\": 12", "\"pid\": 13"))
            .toString();
    String doubt = "these are two processes (process 12, process 13)";
    Tool.Outcome mixed = Tool.run("report", "-o", "-", of12, of13, again);
    assertThat(mixed.status()).isZero();
    assertThat(mixed.err()).startsWith("machports: " + doubt).hasLineCount(1);
    assertThat(mixed.out()).contains("<p class=\"doubt\">" + doubt);
    Tool.Outcome one = Tool.run("report", "-o", "-", of12, again);
    assertThat(one.err()).isEmpty();
    assertThat(one.out()).doesNotContain("<p class=\"doubt\">");
  }

  @Test
  void aPageCanGoToStandardOutputAndNotIntoAFolder() {
    assertThat(Tool.run("report", "--demo", "-o", "-").out()).startsWith("<!DOCTYPE html>");
    Tool.Outcome refused = Tool.run("report", "--demo", "-o", folder.toString());
    assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(refused.err()).contains("cannot be written");
  }
}
