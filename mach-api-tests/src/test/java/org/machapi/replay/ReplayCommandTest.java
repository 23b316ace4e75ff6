package org.machapi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command: what it prints, and with which status it ends. */
@Timeout(60)
class ReplayCommandTest {
  private static final String TRACE =
      ("{'id':'one','init':{'A':{'$task':{'type':['SEND'],'refs':{'SEND':1},'port':'task1'}}},"
              + "'ops':[{'task':'A','op':'mach_port_type','args':{'name':'$task'},"
              + "'kr':'KERN_SUCCESS','krn':0,'out':{'type':['SEND']},'delta':{}}],"
              + "'final':{'A':{'$task':{'type':['SEND'],'refs':{'SEND':1},'port':'task1'}}}}")
          .replace('\'', '"');

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theLastLineCountsAndTheStatusIsZeroIfNothingDiffers() throws IOException {
    assertThat(run(file(TRACE + "\n" + TRACE.replace("one", "two") + "\n"))).isZero();
    assertThat(out()).isEqualTo("2 sequences, 0 differ\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void gzipIsRecognisedByItsContent() throws IOException {
    Path file = folder.resolve("packed");
    try (var gzip = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write(TRACE.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(run(file)).isZero();
    assertThat(out()).isEqualTo("1 sequences, 0 differ\n");
  }

  @Test
  void aDifferenceIsPrintedAndTheStatusIsOne() throws IOException {
    String other = TRACE.replace("\"krn\":0", "\"krn\":15").replace("one", "two");
    assertThat(run(file(TRACE + "\n" + other))).isEqualTo(1);
    assertThat(out())
        .isEqualTo(
            "two: call 0 mach_port_type, kr: expected KERN_INVALID_NAME, got KERN_SUCCESS\n"
                + "2 sequences, 1 differ\n");
  }

  @Test
  void aFileOfMessageSamplesIsRecognisedByItsContent() throws IOException {
    Path samples = folder.resolve("samples");
    try (var in = RecordedFiles.open("wire-samples.json.gz")) {
      Files.copy(in, samples);
    }
    assertThat(run(file(TRACE), samples)).isZero();
    assertThat(out()).isEqualTo("89 sequences, 0 differ\n");
  }

  @Test
  void severalFilesAreCountedTogether() throws IOException {
    Path second = folder.resolve("second");
    Files.writeString(second, TRACE);
    assertThat(run(file(TRACE), second)).isZero();
    assertThat(out()).isEqualTo("2 sequences, 0 differ\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\":\"one\"       | \"id\":\"one           | line 2: no valid JSON object",
        "\"id\":\"one\"       | \"id\":1               | line 2, id: a string expected, found 1",
        "\"init\"             | \"initial\"            | line 2, init: missing",
        "\"op\":              | \"operation\":         | line 2, ops[0].op: missing",
        "mach_port_type       | mach_port_tipe         | unknown operation mach_port_tipe",
        "\"krn\":0            | \"krn\":0.5            | line 2, ops[0].krn: a whole number",
        "\"krn\":0            | \"krn\":36893488147419103232 | at most 64 bits",
        "{\"name\":\"$task\"} | {}                     | line 2, ops[0].args.name: missing",
        "{\"name\":\"$task\"} | {\"name\":\"$x\"}      | the symbol $x stands for nothing yet",
        "{\"name\":\"$task\"} | []                     | line 2, ops[0].args: an object expected",
        "\"delta\":{}         | \"delta\":{\"A\":{\"$t\":{\"type\":[\"SENT\"]}}} | ops[0].delta.A.$t.type: unknown symbol",
        "\"delta\":{}         | \"delta\":{\"A\":{\"$task\":null}} | line 2, final: not the state",
        "\"task\":\"A\"       | \"task\":\"B\"         | line 2, ops[0].task: no task B",
        "\"refs\":{\"SEND\"   | \"refs\":{\"SOUND\"    | refs.SOUND: no such right"
      })
  void aDamagedLineIsNamedWithItsField(String part, String damaged, String message)
      throws IOException {
    String second = TRACE.replace("one", "two").replace(part, damaged);
    // The second line's id is what some of these damage.
    second = part.contains("one") ? TRACE.replace(part, damaged) : second;
    assertThat(run(file(TRACE + "\n" + second + "\n"))).isEqualTo(2);
    assertThat(err()).startsWith("replay: ").contains("line 2").contains(message);
    assertThat(err().lines()).hasSize(1);
    assertThat(out()).doesNotContain("sequences");
  }

  @Test
  void aTruncatedGzipFileIsReported() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
      gzip.write(TRACE.getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve("short.gz");
    for (int length : new int[] {2, 9, bytes.size() - 12}) {
      Files.write(file, Arrays.copyOf(bytes.toByteArray(), length));
      assertThat(run(file)).isEqualTo(2);
      assertThat(err()).contains("line 1: damaged gzip data");
      err.reset();
    }
  }

  @Test
  void bytesThatAreNoTextAreReported() throws IOException {
    Path file = folder.resolve("binary");
    Files.write(file, new byte[] {'{', (byte) 0xc3, (byte) 0x28, '}'});
    assertThat(run(file)).isEqualTo(2);
    assertThat(err()).contains("line 1: not UTF-8");
  }

  @Test
  void anEmptyFileIsReported() throws IOException {
    assertThat(run(file(""))).isEqualTo(2);
    assertThat(err()).contains("an empty file");
  }

  @Test
  void aMissingFileIsReported() {
    assertThat(run(folder.resolve("nothing"))).isEqualTo(2);
    assertThat(err()).endsWith("nothing: no such file\n");
  }

  @Test
  void aFolderIsReported() {
    assertThat(run(folder)).isEqualTo(2);
    assertThat(err()).contains("cannot be read");
  }

  @Test
  void withoutAFileTheUsageIsPrinted() {
    assertThat(run()).isEqualTo(2);
    assertThat(err()).startsWith("usage: replay FILE...\n");
    assertThat(out()).isEmpty();
  }

  @Test
  void anUnknownOptionPrintsTheUsage() {
    assertThat(ReplayCommand.run(List.of("--fast"), print(out), print(err))).isEqualTo(2);
    assertThat(err()).startsWith("usage: replay FILE...\n");
  }

  @Test
  void helpIsPrintedOnRequest() {
    assertThat(ReplayCommand.run(List.of("--help"), print(out), print(err))).isZero();
    assertThat(out()).startsWith("usage: replay FILE...\n").contains("Exit status");
    assertThat(err()).isEmpty();
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("trace.jsonl"), content);
  }

  private int run(Path... files) {
    List<String> args = Arrays.stream(files).map(Path::toString).toList();
    return ReplayCommand.run(args, print(out), print(err));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
