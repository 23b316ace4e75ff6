package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser without a screen: its own addresses sort and filter it. */
@Timeout(240)
class ReportInBrowserTest {
  private static final Pattern ROW =
      Pattern.compile("<tr data-order=\"(\\d+)\" data-total=\"(\\d+)\">");

  @TempDir private static Path folder;

  private static String browser;
  private static Path page;

  @BeforeAll
  static void writePage() {
    browser =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(
                path ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> new File(path, name)))
            .filter(File::canExecute)
            .map(File::toString)
            .findFirst()
            .orElse(null);
    assumeTrue(browser != null, "not run: there is no Chromium on the path");
    page = folder.resolve("page.html");
    Tool.run("report", "--demo", "-o", page.toString());
  }

  private static String dom(String fragment) throws Exception {
    Path out = folder.resolve("dom" + fragment.hashCode());
    run(out, "--virtual-time-budget=5000", "--dump-dom", page.toUri() + fragment);
    return Files.readString(out);
  }

  private static void run(Path out, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(browser);
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("browser.log").toFile())
            .start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("the browser ends").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  private static List<Long> column(String dom, int group) {
    return ROW.matcher(dom)
        .results()
        .map((MatchResult row) -> Long.valueOf(row.group(group)))
        .toList();
  }

  @Test
  void itLoadsWithAllNames() throws Exception {
    String dom = dom("");
    assertThat(column(dom, 1)).hasSize(30);
    assertThat(dom).contains("30 of 30 shown");
    assertThat(column(dom, 2)).as("most references first").startsWith(300L, 200L);
  }

  @Test
  void itSortsByNameAndByReferencesBothWays() throws Exception {
    List<Long> names = column(dom("#sort=order&order=asc"), 1);
    assertThat(names).hasSize(30).isSorted();
    List<Long> totals = column(dom("#sort=total&order=asc"), 2);
    assertThat(totals).hasSize(30).isSorted().endsWith(200L, 300L);
  }

  @Test
  void itFilters() throws Exception {
    String dom = dom("#sort=total&order=desc&filter=thread");
    assertThat(column(dom, 2)).containsExactly(300L, 200L);
    assertThat(dom).contains("2 of 30 shown");
    assertThat(column(dom("#filter=no%20such%20text"), 1)).isEmpty();
  }

  @Test
  void anAddressThatIsHostileDoesNothing() throws Exception {
    String dom = dom("#sort=<script>alert(1)</script>&filter=%3Cimg%20src=x%20onerror=alert(1)%3E");
    assertThat(dom.toLowerCase(Locale.ROOT)).doesNotContain("<img");
    assertThat(column(dom, 1)).isEmpty();
  }

  @Test
  void textsOfAHostileProgramAreTextsInTheBrowser() throws Exception {
    Path hostile = folder.resolve("hostile.html");
    Path snapshot = Tool.write(folder, "hostile.json", Samples.everything());
    Tool.run("report", "-o", hostile.toString(), snapshot.toString());
    Path out = folder.resolve("hostile.dom");
    run(out, "--virtual-time-budget=5000", "--dump-dom", hostile.toUri() + "#sort=label");
    String dom = Files.readString(out);
    assertThat(dom.split("<script", -1)).as("the two scripts of the page").hasSize(3);
    assertThat(dom).contains("&lt;/script&gt;&lt;script&gt;alert(1)");
    assertThat(dom).contains("2 of 2 shown");
  }

  @Test
  void itCanBePhotographed() throws Exception {
    Path picture = folder.resolve("page.png");
    run(
        folder.resolve("photo.log"),
        "--window-size=1300,1500",
        "--screenshot=" + picture,
        page.toUri().toString());
    var image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(1300);
    assertThat(IntColours.count(image)).as("there is something to see").isGreaterThan(20);
  }

  /** Counts the colours of a picture. */
  private static final class IntColours {
    static long count(java.awt.image.BufferedImage image) {
      return java.util.stream.IntStream.range(0, image.getHeight())
          .flatMap(
              y ->
                  java.util.stream.IntStream.range(0, image.getWidth())
                      .map(x -> image.getRGB(x, y)))
          .distinct()
          .count();
    }
  }
}
