package org.machapi.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages are decoded and answered byte for byte as the code of Apple's message compiler does it.
 */
@Timeout(60)
class WireSampleTest {
  private static final String FILE = "wire-samples.json.gz";

  static Stream<Named<Fields>> samples() {
    return read(text()).stream().map(sample -> Named.of(sample.text("name"), sample));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isDecodedAndAnsweredAsRecorded(Fields sample) {
    assertThat(WireSample.replay(sample)).isEmpty();
  }

  @Test
  void thereAreEightyEightSamples() {
    assertThat(read(text())).hasSize(88);
  }

  /** The sample is changed in one place, and just that must come out as a difference. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "exception_raise/one-code | \"thread\": 3075 | \"thread\": 3076 | thread: expected 3076, got 3075",
        "exception_raise/one-code | \"task\": 515 | \"task\": 516 | task: expected 516, got 515",
        "exception_raise/one-code | \"exception\": 1 | \"exception\": 2 | exception: expected 2, got 1",
        "exception_raise/one-code | \"reply\": \"12 | \"reply\": \"13 | reply from byte 0: expected 130",
        "exception_raise/one-code | \"reply\": \"1200 | \"reply\": \"120000 | reply size: expected 37, got 36",
        "exception_raise/one-code | \"server_result\": 0 | \"server_result\": 5 | reply from byte 32: expected 00000000, got 05000000",
        "mach_exception_raise_state/one-code | \"flavor\": 6 | \"flavor\": 7 | flavor: expected 7, got 6",
        "mach_exception_raise_state/one-code | \"old_state_count\": 4 | \"old_state_count\": 5 | state count: expected 5, got 4",
        "mach_exception_raise_state/one-code | \"old_state_step\": 1 | \"old_state_step\": 2 | state[1]: expected",
        "mach_exception_raise/bad-id | \"reply_ret_code\": -303 | \"reply_ret_code\": -304 | refused with: expected -304, got -303",
        "exception_raise/handler-asks-no-reply | \"server_result\": -305 | \"server_result\": 5 | reply size: expected 0, got 36",
        "exception_raise/handler-asks-no-reply | \"server_result\": -305 | \"server_result\": -304 | reply size: expected 0, got 36",
        "exception_raise/handler-asks-no-reply | \"reply_ret_code\": -305 | \"reply_ret_code\": 5 | reply size: expected 36, got 0",
        "mach_notify_no_senders/success | \"mscount\": 7 | \"mscount\": 8 | mscount: expected 8, got 7",
        "mach_notify_dead_name/success | \"name\": 5379 | \"name\": 5380 | name: expected 5380, got 5379"
      })
  void anAlteredSampleIsReported(String name, String part, String altered, String difference) {
    assertThat(WireSample.replay(altered(name, part, altered)))
        .anySatisfy(found -> assertThat(found.toString()).contains(difference));
  }

  @Test
  void aDamagedSampleIsNamedWithItsLineAndField() {
    Fields sample = altered("exception_raise/one-code", "\"reply\": \"12", "\"reply\": \"1x");
    assertThatThrownBy(() -> WireSample.replay(sample))
        .isInstanceOf(DamagedTraceException.class)
        .hasMessageMatching("line \\d+, samples\\[0\\]\\.reply: no hexadecimal bytes");
  }

  @Test
  void textThatIsNoJsonIsNamedWithItsLine() {
    String broken = text().replaceFirst("\"server_result\": 0", "\"server_result\": ");
    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(DamagedTraceException.class)
        .hasMessageMatching("line (1[5-9]|2\\d): no valid JSON object .*server_result.*");
  }

  private static Fields altered(String name, String part, String altered) {
    String text = text();
    int start = text.indexOf('"' + name + '"');
    int at = text.indexOf(part, start);
    assertThat(at).as("%s after %s", part, name).isPositive();
    String changed = text.substring(0, at) + altered + text.substring(at + part.length());
    return read(changed).stream()
        .filter(sample -> sample.text("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String text() {
    try (InputStream in = TraceFile.unpacked(RecordedFiles.open(FILE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Fields> read(String text) {
    List<Fields> samples = new ArrayList<>();
    try {
      WireFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), samples::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return samples;
  }
}
