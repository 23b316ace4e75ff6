package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machapi.census.Census;
import org.machapi.census.CensusEntry;

/**
 * Half a surrogate pair is no character, and no encoding has it. A program may have one in any text
 * of its own all the same.
 */
class HalfCharactersTest {
  private static final String HALF = "half \ud800.";

  @TempDir private Path folder;

  private Path file;

  /** A snapshot as one can be handed over: JSON has an escape for a half. */
  @BeforeEach
  void write() throws Exception {
    CensusEntry labelled = Samples.port(0x103, 1, null, HALF);
    CensusEntry acquired = Samples.thread(0x203, 1, HALF);
    Census census =
        new Census(Tool.NOON, 12, List.of(labelled, acquired), List.of(), List.of(HALF), null);
    String json = Tool.json(new Snapshot(HALF, census));
    file = Files.writeString(folder.resolve("half.json"), json.replace("\ud800", "\\ud800"));
  }

  @Test
  void aSnapshotIsKeptWithAQuestionMarkInItsPlace() throws Exception {
    Path kept = folder.resolve("kept.json");
    Tool.Outcome outcome = Tool.run("snapshot", file.toString(), "-o", kept.toString());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    Snapshot snapshot = Tool.read(Files.readString(kept));
    assertThat(snapshot.kernel()).isEqualTo("half ?.");
    assertThat(snapshot.census().entries().get(0).label()).isEqualTo("half ?.");
  }

  @Test
  void aPageHasItAsANumberWhereverItStands() throws Exception {
    Path page = folder.resolve("page.html");
    Tool.Outcome outcome = Tool.run("report", file.toString(), "-o", page.toString());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    String html = Files.readString(page);
    assertThat(html)
        .contains("<p>half \\u{d800}., 2026")
        .contains("<td class=\"code\">half \\u{d800}.</td>")
        .contains("not told: half \\u{d800}.")
        .contains("<td class=\"label\">half \\u{d800}.</td>");
  }

  @Test
  void aFileThatIsWrittenIsInUtf8() throws Exception {
    Path text = folder.resolve("text");
    try (java.io.Writer writer = TextFile.create(text)) {
      writer.write("caf\u00e9 \ud83d\ude00 \udc00");
    }
    assertThat(Files.readAllBytes(text))
        .isEqualTo("caf\u00e9 \ud83d\ude00 ?".getBytes(StandardCharsets.UTF_8));
  }
}
