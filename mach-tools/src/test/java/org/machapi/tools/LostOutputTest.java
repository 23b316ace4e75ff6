package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Output of which not all got where it should. */
@Timeout(120)
class LostOutputTest {
  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  private static String reason(OutputStream target) throws IOException {
    LostOutput out = new LostOutput(target);
    try {
      out.write(new byte[3]);
    } catch (IOException e) {
      return out.reason();
    }
    return out.reason();
  }

  @Test
  void theReasonIsKept() throws IOException {
    assertThat(reason(failing("No space left on device"))).isEqualTo("No space left on device");
    assertThat(reason(new ByteArrayOutputStream())).isNull();
  }

  @Test
  void aReaderThatHasHadEnoughIsNoReason() throws IOException {
    assertThat(reason(failing("Broken pipe"))).isNull();
  }

  @Test
  void theFirstReasonCounts() {
    int[] writes = {0};
    LostOutput out =
        new LostOutput(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("reason " + ++writes[0]);
              }
            });
    assertThatThrownBy(() -> out.write(1)).hasMessage("reason 1");
    assertThatThrownBy(() -> out.write(2)).hasMessage("reason 2");
    assertThat(out.reason()).isEqualTo("reason 1");
  }

  private static ProcessBuilder machports(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Machports.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    // What the system says of a failure is in its language.
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  @Test
  void aFullDiskIsSaid(@TempDir Path folder) throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "not run: there is no /dev/full");
    for (String format : new String[] {"text", "json", "csv"}) {
      Path errors = folder.resolve(format);
      Process process =
          Programs.start(
              machports("list", "--demo", "--format", format)
                  .redirectOutput(full.toFile())
                  .redirectError(errors.toFile()));
      try {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitStatus.REFUSED);
        assertThat(errors)
            .content()
            .startsWith("machports: The output is not complete: ")
            .hasLineCount(1);
      } finally {
        Programs.end(process);
      }
    }
  }

  @Test
  void aReaderThatGoesIsNotTold(@TempDir Path folder) throws Exception {
    Path errors = folder.resolve("errors");
    // It waits for its snapshot until nobody reads any more.
    Process process = Programs.start(machports("list", "-").redirectError(errors.toFile()));
    try {
      process.getInputStream().close();
      try (OutputStream in = process.getOutputStream()) {
        in.write(Tool.json(Tool.demo()).getBytes(StandardCharsets.UTF_8));
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitStatus.REFUSED);
      assertThat(errors).content().isEmpty();
    } finally {
      Programs.end(process);
    }
  }
}
