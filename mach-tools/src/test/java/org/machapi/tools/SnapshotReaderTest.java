package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.census.Census;

/** What is no snapshot ends in an error that says what is wrong and where. */
@Timeout(60)
class SnapshotReaderTest {
  private static final long MEMORY = 64L * 1024 * 1024;

  private final String good = Tool.json(Samples.everything());

  private static String problem(String json) {
    try {
      Tool.read(json);
      return "none";
    } catch (RefusedException e) {
      return e.text();
    }
  }

  @Test
  void aFileThatWasCutOffSaysWhere() {
    int half = good.indexOf("\"holdings\"");
    assertThat(problem(good.substring(0, half)))
        .contains("ends in the middle")
        .containsPattern("line \\d+ column \\d+")
        .contains("$.names[0]");
  }

  @Test
  void cutAnywhereItIsAnErrorAndNeverAnythingElse() {
    for (int end = 0; end < good.stripTrailing().length(); end += 7) {
      assertThat(problem(good.substring(0, end)))
          .as("cut at %d", end)
          .contains("ends in the middle");
    }
  }

  @Test
  void anyByteChangedIsReadOrRefusedAndNothingElseIsThrown() {
    Random random = new Random(7);
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        SnapshotReader.read(new ByteArrayInputStream(damaged), "it");
      } catch (RefusedException e) {
        assertThat(e.text()).startsWith("it ");
      }
    }
  }

  @Test
  void aNewerFormatIsNamed() {
    assertThat(problem(good.replace("\"version\": 1", "\"version\": 2")))
        .contains("newer machports")
        .contains("format 2");
  }

  @Test
  void propertiesOfLaterReleasesAreSkipped() throws Exception {
    String more = good.replace("\"version\": 1,", "\"version\": 1, \"more\": {\"a\": [1, {}]},");
    assertThat(Tool.read(more)).isEqualTo(Samples.everything());
    assertThat(Tool.read(good.replace("\"dead\": false", "\"dead\": false, \"x\": 1")))
        .isEqualTo(Samples.everything());
  }

  @Test
  void aFileOfBeforeDoesNotSayWithWhichLedgerItWasTaken() throws Exception {
    String old = good.replaceAll("\"ledger\": \\{[^}]*},", "");
    assertThat(old).isNotEqualTo(good).doesNotContain("\"ledger\"");
    Census census = Tool.read(old).census();
    assertThat(census.account()).isNull();
    assertThat(census.entries()).isEqualTo(Samples.everything().census().entries());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\": \"machports-snapshot\" | \"format\": \"something\" | is no snapshot",
        "\"version\": 1 | \"version\": 0 | no format 0",
        "\"version\": 1 | \"version\": \"x\" | damaged",
        "\"version\": 1, | '' | no version",
        "\"name\": \"0xfffffffe\" | \"name\": \"0xfffffffe0\" | $.names[0].name",
        "\"name\": \"0xfffffffe\" | \"name\": \"fffffffe\" | $.names[0].name",
        "\"name\": \"0xfffffffe\" | \"name\": \"0x1\" | second entry of 0x1",
        "\"SEND\": 65535 | \"SEND\": 65536 | $.names[0].references.SEND",
        "\"SEND\": 65535 | \"SEND\": 1e999999999 | $.names[0].references.SEND",
        "\"SEND\": 65535 | \"SEND\": -1 | $.names[0].references.SEND",
        "\"SEND\": 65535 | \"SEND\": 1.5 | $.names[0].references.SEND",
        "\"level\": \"SAMPLED\" | \"level\": \"SOME\" | $.ledger.level",
        "\"sampling\": 1073741824 | \"sampling\": 0 | $.ledger.sampling",
        "\"sampling\": 1073741824 | \"sampling\": 1073741825 | $.ledger.sampling",
        "\"kind\": \"DEAD\" | \"kind\": \"DAED\" | $.names[1].standsFor.kind",
        "\"sequenceNumber\": 4294967295 | \"sequenceNumber\": 4294967296 | sequenceNumber",
        "\"hasSendRights\": true | \"hasSendRights\": 1 | hasSendRights",
        "\"since\": \"1970-01-01T00:00:00Z\" | \"since\": \"yesterday\" | holdings[0].since",
        "\"label\": null | \"label\": 3 | $.names[1].label",
        "\"threadName\": null, | '' | $.names[1].standsFor.threadName is missing",
        "\"taken\": | \"token\": | $.taken is missing",
        "\"taken\": \"2026 | \"taken\": \"x2026 | a number or time",
        "\"sets\": [] | \"sets\": {} | $.names[1].sets",
        "\"sets\": [] | \"sets\": [NaN] | damaged",
        "\"receive\": null | \"receive\": [] | $.names[1].receive"
      })
  void damageIsNamedWithItsPlace(String from, String to, String said) {
    assertThat(good).contains(from);
    assertThat(problem(good.replace(from, to))).contains(said);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (String text : new String[] {"", "x", "[]", "null", "{", "{}", "\0", good + "{}"}) {
      assertThat(problem(text)).as(text).startsWith("it ").isNotEqualTo("none");
    }
    byte[] noUtf8 = good.replace("\u00e9", "~").getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < noUtf8.length; i++) {
      noUtf8[i] = noUtf8[i] == '~' ? (byte) 0xe9 : noUtf8[i];
    }
    assertThatThrownBy(() -> SnapshotReader.read(new ByteArrayInputStream(noUtf8), "it"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void aNestingThatDoesNotEndIsRefused() {
    String deep =
        good.replace("\"version\": 1,", "\"version\": 1, \"deep\": " + "[".repeat(100_000));
    assertThat(problem(deep)).isNotEqualTo("none");
    assertThat(problem(good.replace("\"sets\": []", "\"sets\": " + "[".repeat(100_000))))
        .isNotEqualTo("none");
  }

  @Test
  void aTextThatDoesNotEndIsRefusedBeforeItFillsTheMemory() {
    InputStream endless = endless("{\"kernel\": \"", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    assertThatThrownBy(() -> SnapshotReader.read(endless, "it", MEMORY))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a text of more than 64 KiB");
  }

  @Test
  void oneEntryThatDoesNotEndIsRefused() {
    InputStream endless =
        endless(
            "{\"format\": \"machports-snapshot\", \"version\": 1, \"names\": [{\"sets\": [",
            "\"0x1\", ");
    assertThatThrownBy(() -> SnapshotReader.read(endless, "it", MEMORY))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("one entry of more than");
  }

  /** Gson tells of it as of damage. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kernel\": \"",
        "{\"format\": \"machports-snapshot\", \"version\": 1, \"names\": [{\"sets\": ["
      })
  void wantOfMemoryIsNoDamage(String start) {
    InputStream nothingMore =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("as if");
          }
        };
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), nothingMore);
    assertThatThrownBy(() -> SnapshotReader.read(in, "it"))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "it does not fit into the memory of this program;"
                + " give it more with MACHPORTS_OPTS=-Xmx4g.");
  }

  @Test
  void holdingsThatAreThereTwiceAreDamage() {
    assertThat(
            problem(
                good.replace("\"holdings\": [],", "")
                    .replace("\"label\": null", "\"label\": null, \"holdings\": []")))
        .contains("$.names[1].holdings is there twice");
    assertThat(problem(good.replace("\"holdings\"", "\"held\"")))
        .contains("$.names[0].holdings is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format",
        "version",
        "taken",
        "kernel",
        "pid",
        "unread",
        "movements",
        "names",
        "ledger"
      })
  void aPropertyThatIsThereTwiceIsDamage(String name) {
    int at = good.indexOf("\"" + name + "\":");
    // Names of the whole stand at the beginning of a line, two blanks in.
    String property = "\n  \"" + name + "\": ";
    assertThat(at).isPositive();
    String value = value(good, good.indexOf(property) + property.length());
    String twice =
        good.substring(0, good.lastIndexOf('}')).stripTrailing() + "," + property + value + "}";
    assertThat(problem(twice)).isEqualTo("it is damaged: $." + name + " is there twice.");
  }

  /** The value that begins here, of a text with line breaks and indents. */
  private static String value(String text, int begin) {
    int end = text.indexOf("\n  \"", begin);
    String value = text.substring(begin, end < 0 ? text.lastIndexOf('}') : end).strip();
    return value.endsWith(",") ? value.substring(0, value.length() - 1) : value;
  }

  @Test
  void namesThatAreThereTwiceDoNotHideWhatTheFirstHad() {
    String hidden = good.substring(0, good.lastIndexOf('}')).stripTrailing() + ", \"names\": []}";
    assertThat(problem(hidden)).contains("$.names is there twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"SEND\": 65535 | $.names[0].references.SEND",
        "\"portNumber\": \"0xdeadbeef\" | $.names[0].portNumber",
        "\"pid\": 77 | $.names[0].standsFor.pid",
        "\"site\": \"a.B.c(B.java:1)\" | $.names[0].holdings[0].site",
        "\"referencesBefore\": 4 | $.movements[0].referencesBefore",
        "\"sampling\": 1073741824 | $.ledger.sampling"
      })
  void soIsOneInsideAnother(String property, String path) {
    assertThat(good).contains(property);
    assertThat(problem(good.replace(property, property + ", " + property)))
        .isEqualTo("it is damaged: " + path + " is there twice.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pid", "unread", "movements", "taken", "kernel", "names"})
  void whatIsMissingIsNotTakenForNothing(String name) {
    assertThat(problem(good.replace("\n  \"" + name + "\": ", "\n  \"x" + name + "\": ")))
        .isEqualTo("it is damaged: $." + name + " is missing.");
  }

  @Test
  void aFormatThatIsNotThereIsNoSnapshot() {
    assertThat(problem(good.replace("\"format\"", "\"forma\"")))
        .isEqualTo("it is no snapshot of machports: no format stands before the names.");
  }

  @Test
  void aPathThatIsAsLongAsTheFileIsShortened() {
    String name = "\u001b[2J" + "x".repeat(60_000);
    String hostile =
        good.replace("\"format\"", "\"" + name.replace("\u001b", "\\u001b") + "\": [tru");
    assertThat(problem(hostile))
        .hasSizeLessThan(500)
        .contains("\u2026")
        .endsWith(": it is not JSON of this form.");
    Tool.Outcome outcome = new Tool().reading(hostile).with("list", "-");
    assertThat(outcome.err()).hasSizeLessThan(600).contains("\\u{1b}");
  }

  @Test
  void aFilterThatIsAsLongAsTheFileIsShortened() {
    String part =
        good.replace(
            "\"version\": 1,", "\"version\": 1, \"filter\": \"" + "x".repeat(60_000) + "\",");
    assertThat(problem(part)).hasSizeLessThan(500).endsWith("with machports snapshot.");
  }

  @Test
  void blanksThatDoNotEndAreRefused() {
    assertThatThrownBy(() -> SnapshotReader.read(endless("{", " \n"), "it", MEMORY))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("(at line ");
  }

  /** A text, and then another for ever. */
  private static InputStream endless(String start, String rest) {
    byte[] block = rest.repeat(1024).getBytes(StandardCharsets.UTF_8);
    return new SequenceInputStream(
        new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)),
        new SequenceInputStream(
            new java.util.Enumeration<InputStream>() {
              @Override
              public boolean hasMoreElements() {
                return true;
              }

              @Override
              public InputStream nextElement() {
                return new ByteArrayInputStream(block);
              }
            }));
  }

  @Test
  void aHundredThousandNamesAreRead() throws Exception {
    Snapshot large =
        Samples.snapshot(
            java.util.stream.IntStream.rangeClosed(1, 100_000)
                .mapToObj(name -> Samples.port(name, name & 0xff))
                .toList());
    assertThat(Tool.read(Tool.json(large))).isEqualTo(large);
  }

  @Test
  void filesThatAreNotThereAreNamed(@TempDir Path folder) throws Exception {
    assertThat(Tool.run("list", folder.resolve("none").toString()))
        .satisfies(
            outcome -> {
              assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
              assertThat(outcome.err()).contains("There is no file").hasLineCount(1);
            });
    assertThat(Tool.run("list", folder.toString()).err()).contains("is a directory");
    assertThat(Tool.run("list", "a\0b").err()).contains("is no name of a file");
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(Tool.run("list", empty.toString()).err()).contains("ends in the middle");
    assertThat(Collections.singleton(Tool.run("list", empty.toString()).status()))
        .containsExactly(ExitStatus.REFUSED);
  }
}
