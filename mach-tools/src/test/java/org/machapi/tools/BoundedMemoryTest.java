package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Snapshots of a gigabyte, through a pipe, into a program with 64 MB of memory; and those that are
 * large because the leak is. Where memory ran out, the program would end without its complaint.
 */
@Timeout(120)
class BoundedMemoryTest {
  private static final long GIGABYTE = 1L << 30;
  private static final int LEAKED = 300_000;

  private static final String HEAD =
      "{\"format\": \"machports-snapshot\", \"version\": 1, \"names\": [";

  @TempDir private Path folder;

  @Test
  void aGigabyteOfNamesIsRefusedWithTheSettingThatHelps() throws Exception {
    String whole = Tool.json(Samples.snapshot(Samples.port(1, 0)));
    int entry = whole.indexOf("[", whole.indexOf("\"names\": [")) + 1;
    String head = whole.substring(0, entry);
    String name = whole.substring(entry, whole.lastIndexOf(']')).strip();
    String error =
        feed(
            head,
            number -> name.replace("\"0x1\"", "\"0x" + Long.toHexString(number) + "\"") + ",\n");
    assertThat(error)
        .startsWith("machports: Standard input is larger than the 16384 KiB")
        .contains("MACHPORTS_OPTS=-Xmx")
        .hasLineCount(1);
  }

  @Test
  void aGigabyteOfOneTextIsRefused() throws Exception {
    assertThat(feed("{\"kernel\": \"", number -> "a".repeat(1024))).contains("a text of more than");
  }

  @Test
  void aGigabyteOfSomethingElseIsRefused() throws Exception {
    assertThat(feed("", number -> "\0".repeat(1024))).contains("not JSON");
  }

  /** All that has been read of a name must fit while it is made an object. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"unread\": [ | \"a\",",
        "\"sets\": [ | \"0x1\",",
        "\"other\": [ | {},",
        "\"other\": { | \"%d\":1,",
        "\"holdings\": [{ | \"%d\":1,"
      })
  void aGigabyteOfOneNameIsRefused(String head, String rest) throws Exception {
    // No property may be there twice.
    assertThat(
            feed(
                HEAD + "{" + head,
                number ->
                    LongStream.range(0, 256)
                        .mapToObj(i -> rest.formatted(number * 256 + i))
                        .collect(Collectors.joining())))
        .contains("has one entry of more than 2048 KiB")
        .contains("MACHPORTS_OPTS=-Xmx")
        .hasLineCount(1);
  }

  /** Short texts take more room as objects than in a file. */
  @ParameterizedTest
  @ValueSource(strings = {"\"a\"", "\"a%d\""})
  void aGigabyteOfNamesWithManyShortTextsIsRefused(String text) throws Exception {
    Snapshot one = Samples.snapshot(Samples.port(0x7fff_ffff, 0));
    String name = Tool.json(one).split("\"names\": \\[")[1].split("\\]\\s*}\\s*$")[0];
    assertThat(
            feed(
                HEAD,
                number ->
                    name.replace("0x7fffffff", "0x" + Long.toHexString(number))
                            .replace("\"unread\": []", "\"unread\": [" + texts(text, number) + "]")
                        + ","))
        .contains("is larger than the 16384 KiB");
  }

  private static String texts(String text, long number) {
    return LongStream.range(0, 10_000)
        .mapToObj(i -> text.formatted(number * 10_000 + i))
        .collect(Collectors.joining(","));
  }

  @Test
  void aGigabyteOfWhatWasNotToldIsRefused() throws Exception {
    assertThat(feed("{\"unread\": [", number -> "\"" + number + "\","))
        .contains("is larger than the 16384 KiB");
  }

  @Test
  void aGigabyteOfPlacesThatAreAllDifferentIsRefused() throws Exception {
    String holding =
        "{\"number\":1,\"type\":\"t%1$d\",\"site\":\"s%1$d\",\"thread\":\"%1$d\","
            + "\"since\":\"1970-01-01T00:00:00Z\"},";
    assertThat(feed(HEAD + "{\"holdings\": [", holding::formatted))
        .contains("is larger than the 16384 KiB");
  }

  /** What leaks is one name with very many holdings; that is what the tool is for. */
  @Test
  void aLargeLeakIsRead() throws Exception {
    String whole = Tool.json(Samples.snapshot(Samples.leak(0x103, LEAKED)));
    Path file = Files.writeString(folder.resolve("leak.json"), whole);
    assertThat(run("-Xmx512m", "list", file.toString())).isEmpty();
    assertThat(Files.readString(out())).contains(LEAKED + "  ThreadPort");
  }

  /** Of those between the first and the last only the totals are kept. */
  @Test
  void aPageOfManySnapshotsTakesNoMoreMemoryThanOneOfThree() throws Exception {
    Path file = Tool.write(folder, "leak.json", Samples.snapshot(Samples.leak(0x103, 20_000)));
    List<String> args = new ArrayList<>(List.of("report", "-o", "-"));
    args.addAll(Collections.nCopies(64, file.toString()));
    assertThat(run("-Xmx64m", args.toArray(new String[0]))).isEmpty();
    assertThat(Files.readString(out()).split("<circle", -1)).hasSize(65);
  }

  @Test
  void snapshotsOfOnePageShareTheMemory() throws Exception {
    String file =
        Tool.write(folder, "leak.json", Samples.snapshot(Samples.leak(0x103, 40_000))).toString();
    assertThat(run("-Xmx64m", "report", "-o", "-", file)).isEmpty();
    assertThat(run("-Xmx64m", "report", "-o", "-", file, file, file))
        .contains("is larger than the 5461 KiB that the memory of this program allows")
        .contains("MACHPORTS_OPTS=-Xmx");
  }

  /** Runs the program to its end; returns its complaints. */
  private String run(String memory, String... args) throws Exception {
    Process process = start(memory, args);
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String errors = Files.readString(errors());
      assertThat(process.exitValue())
          .as(errors)
          .isEqualTo(errors.isEmpty() ? ExitStatus.NONE : ExitStatus.REFUSED);
      return errors;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private interface Block {
    String of(long number);
  }

  /** Writes until a gigabyte is written, or nobody reads any more; returns what was complained. */
  private String feed(String head, Block block) throws Exception {
    Process process = start("-Xmx64m", "list", "-");
    try {
      long written = 0;
      try (OutputStream in = process.getOutputStream()) {
        in.write(head.getBytes(StandardCharsets.UTF_8));
        for (long number = 1; written < GIGABYTE; number++) {
          byte[] bytes = block.of(number).getBytes(StandardCharsets.UTF_8);
          in.write(bytes);
          written += bytes.length;
        }
      } catch (IOException e) {
        assertThat(written).as("the reader has given up early").isLessThan(GIGABYTE);
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String error = Files.readString(errors());
      assertThat(process.exitValue()).as(error).isEqualTo(ExitStatus.REFUSED);
      return error;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Path errors() {
    return folder.resolve("errors");
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Process start(String memory, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of(memory, "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.machapi.tools.Machports");
    command.addAll(List.of(args));
    return Programs.withoutOptions(new ProcessBuilder(command))
        .redirectError(errors().toFile())
        .redirectOutput(out().toFile())
        .start();
  }
}
