package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot of a gigabyte, through a pipe, into a program with 64 MB of memory. */
@Timeout(120)
class BoundedMemoryTest {
  private static final long GIGABYTE = 1L << 30;

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

  private interface Block {
    String of(long number);
  }

  /** Writes until a gigabyte is written, or nobody reads any more; returns what was complained. */
  private String feed(String head, Block block) throws Exception {
    Path errors = folder.resolve("errors");
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Xmx64m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.machapi.tools.Machports",
                    "list",
                    "-"))
            .redirectError(errors.toFile())
            .redirectOutput(out.toFile())
            .start();
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
      String error = Files.readString(errors);
      assertThat(process.exitValue()).as(error).isEqualTo(ExitStatus.REFUSED);
      return error;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
